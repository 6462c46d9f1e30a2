import fc from 'fast-check';
import type { JsonSchema } from '../../openapi/types.ts';

/** Texts at which programs tend to stumble. */
const ODD_TEXTS = [
  ...['', ' ', '0', '-1', 'null', 'true', '[]', '{}', '__proto__', 'constructor', '../../etc/passwd', '%00', '\u0000'],
  ...[
    '\ud800',
    '\u202e',
    '👩‍👩‍👧',
    'ﬀ',
    '1e999',
    '0x10',
    "' OR 1=1 --",
    '<script>alert(1)</script>',
    '{{7*7}}',
    '\r\nX: y',
  ],
  ...['a'.repeat(300), '9'.repeat(40), '2026-02-30T25:61:00Z', 'prd_', '#', 'ord_01ARZ3NDEKTSV4RRFFQ69G5FAV'],
];
const ODD_NUMBERS = [0, -0, -1, 0.1, 1e-7, 1e21, 1e308, 2 ** 31, 2 ** 53, -(2 ** 53), Number.MAX_SAFE_INTEGER];

const ODD_UNITS = fc.constantFrom(
  'a',
  ' ',
  '0',
  'é',
  'e\u0301',
  '\u0000',
  '\u007f',
  '\ufffd',
  '\ud83d',
  '😀',
  '/',
  '?',
  '\\',
  '"',
);

/** Text that somebody might send. */
export const oddText = fc.oneof(fc.constantFrom(...ODD_TEXTS), fc.string({ unit: ODD_UNITS, maxLength: 40 }));
const oddScalar = fc.oneof(oddText, fc.constantFrom(...ODD_NUMBERS), fc.boolean(), fc.constant(null));
/** Any JSON, mostly small. */
export const oddJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: oddScalar },
  { weight: 1, arbitrary: fc.array(oddScalar, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.dictionary(fc.oneof(oddText, fc.string()), oddScalar, { maxKeys: 4 }) },
);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const numberOf = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);
const schemasOf = (value: unknown): JsonSchema[] => (Array.isArray(value) ? value.filter(isObject) : []);

function text({ pattern, format, minLength, maxLength }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'email') return fc.nat(10_000).map((number) => `somebody-${number}@mail.example`);
  if (format === 'date-time')
    return fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString());
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern));
  const shortest = numberOf(minLength, 0);
  return fc.string({ minLength: shortest, maxLength: Math.max(shortest, Math.min(numberOf(maxLength, 60), 200)) });
}

function number({ type, minimum, maximum, multipleOf }: JsonSchema): fc.Arbitrary<number> {
  const least = numberOf(minimum, 0);
  const most = Math.min(numberOf(maximum, least + 100_000), least + 1_000_000);
  const whole = fc.integer({ min: Math.ceil(least), max: Math.max(Math.ceil(least), Math.floor(most)) });
  if (type === 'integer') return whole;
  return whole.map((value) => (typeof multipleOf === 'number' ? Math.round(value / multipleOf) * multipleOf : value));
}

function object({ properties, required }: JsonSchema): fc.Arbitrary<unknown> {
  const members = isObject(properties) ? properties : {};
  const model = Object.fromEntries(
    Object.entries(members).map(([name, schema]) => [name, arbitraryJson(isObject(schema) ? schema : {})]),
  );
  const requiredKeys = Array.isArray(required) ? required.filter((key) => typeof key === 'string') : [];
  return fc.record(model, { requiredKeys, noNullPrototype: true });
}

/** JSON that a schema of the document takes, as far as the schema says; any JSON where it says nothing. */
export function arbitraryJson(schema: JsonSchema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  const choices = [...schemasOf(schema.oneOf), ...schemasOf(schema.anyOf)];
  if (choices.length > 0) return fc.oneof(...choices.map(arbitraryJson));
  switch (schema.type) {
    case 'string':
      return text(schema);
    case 'integer':
    case 'number':
      return number(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(arbitraryJson(isObject(schema.items) ? schema.items : {}), { maxLength: 4 });
    case 'object':
      return object(schema);
    default:
      return oddJson;
  }
}

type Spoil = { readonly roll: number; readonly value: unknown; readonly name: string };

/** The value with one of its members, at any depth, replaced, left out or added. */
function spoil(value: unknown, { roll, value: odd, name }: Spoil): unknown {
  if (!isObject(value)) return odd;
  const keys = Object.keys(value);
  const key = keys[roll % keys.length];
  if (key === undefined || roll % 7 === 0) return { ...value, [name]: odd };
  const next = Math.floor(roll / Math.max(1, keys.length));
  if (next % 5 === 0) return Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
  return { ...value, [key]: next % 2 === 0 ? odd : spoil(value[key], { roll: next, value: odd, name }) };
}

/** The values, in one place not as they should be. */
export function spoiled(valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(valid, fc.nat(), oddJson, oddText)
    .map(([value, roll, odd, name]) => spoil(value, { roll, value: odd, name }));
}
