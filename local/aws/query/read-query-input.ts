import { AwsError } from '../aws-error.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import type { Shape, StructureShape } from '../model/shape.ts';
import type { FormNode } from './form-tree.ts';
import { parseTimestamp } from './parse-timestamp.ts';

/**
 * Converts an awsQuery form into an operation's input by the model: parameters that the model does not know are left
 * out, a value of the wrong type is a MalformedInput that names the parameter. A parameter without a value is an empty
 * list, map or structure, and no value of any other type but a string.
 */
export function readQueryInput(shape: StructureShape, form: FormNode): JsonObject {
  return readStructure(shape, form, '');
}

function readValue(shape: Shape, node: FormNode | string, path: string): JsonValue | undefined {
  if (typeof node === 'string') return readText(shape, node, path);
  switch (shape.type) {
    case 'structure':
      return readStructure(shape, node, `${path}.`);
    case 'list':
      return inOrder(node, 'member', path).map(([key, item]) =>
        element(readValue(shape.element, item, `${path}.member.${key}`)),
      );
    case 'map':
      return readMap(shape.value, node, path);
    default:
      throw malformed(`Start of structure or map found where not expected: ${path}.`);
  }
}

function readStructure(shape: StructureShape, node: FormNode, prefix: string): JsonObject {
  const members: [string, JsonValue | undefined][] = [];
  for (const [name, member] of shape.members) {
    const value = node.get(name);
    if (value !== undefined) members.push([name, readValue(member, value, `${prefix}${name}`)]);
  }
  return Object.fromEntries(members);
}

function readMap(shape: Shape, node: FormNode, path: string): JsonObject {
  const entries = inOrder(node, 'entry', path).map(([position, entry]): [string, JsonValue | undefined] => {
    const at = `${path}.entry.${position}`;
    const key = typeof entry === 'string' ? undefined : entry.get('key');
    const value = typeof entry === 'string' ? undefined : entry.get('value');
    if (typeof key !== 'string' || value === undefined) throw malformed(`${at} must have a key and a value.`);
    return [key, readValue(shape, value, `${at}.value`)];
  });
  return Object.fromEntries(entries);
}

/** What `List.member.N` or `Map.entry.N` hold, by N; AWS does not mind gaps. */
function inOrder(node: FormNode, label: 'member' | 'entry', path: string): (readonly [string, FormNode | string])[] {
  const numbered = node.get(label);
  if (node.size !== 1 || !(numbered instanceof Map)) throw malformed(`${path} must be given as ${path}.${label}.N.`);
  const entries: [string, FormNode | string][] = [...numbered];
  const wrong = entries.find(([key]) => !/^[1-9]\d{0,8}$/.test(key));
  if (wrong) throw malformed(`Key ${wrong[0]} of ${path}.${label} is not a number from 1 on.`);
  return entries.sort(([a], [b]) => Number(a) - Number(b));
}

function readText(shape: Shape, text: string, path: string): JsonValue | undefined {
  switch (shape.type) {
    case 'string':
    case 'blob':
      return text;
    case 'boolean':
      return text === '' ? undefined : readBoolean(text, path);
    case 'integer':
    case 'double':
      return text === '' ? undefined : readNumber(shape.type, text, path);
    case 'timestamp':
      return text === '' ? undefined : readTimestamp(text, path);
    case 'list':
    case 'map':
    case 'structure':
      return readEmpty(shape.type, text, path);
    default:
      return shape satisfies never;
  }
}

function readBoolean(text: string, path: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw malformed(`The value ${text} of ${path} is not true or false.`);
}

const INTEGER = /^[+-]?\d+$/;
const DOUBLE = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const NAMED_DOUBLE = /^(NaN|[+-]?Infinity)$/;

function readNumber(type: 'integer' | 'double', text: string, path: string): number {
  const matches = type === 'integer' ? INTEGER.test(text) : DOUBLE.test(text) || NAMED_DOUBLE.test(text);
  if (!matches)
    throw malformed(`The value ${text} of ${path} is not ${type === 'integer' ? 'an integer' : 'a number'}.`);
  return Number(text);
}

function readTimestamp(text: string, path: string): number {
  const time = parseTimestamp(text);
  if (time === undefined) throw malformed(`timestamp must follow ISO8601: the value ${text} of ${path} does not.`);
  return time / 1000;
}

function readEmpty(type: 'list' | 'map' | 'structure', text: string, path: string): JsonValue {
  if (text !== '') throw malformed(`Unexpected complex element termination: ${path} is a ${type}, not a value.`);
  return type === 'list' ? [] : {};
}

const element = (value: JsonValue | undefined): JsonValue => value ?? null;

const malformed = (message: string): AwsError => new AwsError('MalformedInput', message);
