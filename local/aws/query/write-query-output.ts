import type { ApiModel } from '../model/api-model.ts';
import type { Shape } from '../model/shape.ts';
import { escapeXml } from '../xml.ts';

type FormatDouble = ApiModel['formatDouble'];

/**
 * Writes a value as awsQuery's XML by the model: structures in the model's order, lists as `member` and maps as `entry`
 * elements, timestamps in ISO 8601 (milliseconds only where there are some), blobs in base64; members that the model
 * does not know are left out.
 */
export function writeQueryOutput(shape: Shape, value: unknown, formatDouble: FormatDouble): string {
  const write = (of: Shape, item: unknown): string => writeQueryOutput(of, item, formatDouble);
  switch (shape.type) {
    case 'structure':
      return [...shape.members].map(([name, member]) => element(name, member, memberOf(value, name), write)).join('');
    case 'list':
      return Array.isArray(value) ? value.map((item) => wrap('member', write(shape.element, item))).join('') : '';
    case 'map':
      return Object.entries(value ?? {})
        .map(([key, item]) => wrap('entry', wrap('key', escapeXml(key)) + wrap('value', write(shape.value, item))))
        .join('');
    default:
      return escapeXml(scalar(shape.type, value, formatDouble));
  }
}

type ScalarType = Exclude<Shape['type'], 'structure' | 'list' | 'map'>;

function scalar(type: ScalarType, value: unknown, formatDouble: FormatDouble): string {
  if (type === 'double' && typeof value === 'number') return formatDouble(value);
  if (type === 'timestamp' && typeof value === 'number') return isoTime(value);
  if (type === 'blob' && value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return String(value);
}

function isoTime(epochSeconds: number): string {
  return new Date(Math.round(epochSeconds * 1000)).toISOString().replace('.000Z', 'Z');
}

function element(name: string, shape: Shape, value: unknown, write: (shape: Shape, value: unknown) => string): string {
  return value === undefined || value === null ? '' : wrap(name, write(shape, value));
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function wrap(name: string, content: string): string {
  return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;
}
