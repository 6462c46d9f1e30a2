import fc from 'fast-check';
import type { Shape, StructureShape } from '../../local/aws/model/shape.ts';

const words = [
  ...[
    '',
    ' ',
    'a',
    '*',
    '0',
    '-1',
    '1e999',
    'NaN',
    'null',
    'true',
    '{}',
    '[]',
    '{"a":[',
    '[[]]',
    'P1D',
    'rate(1 minute)',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    '$',
    '%',
    "'",
    '"',
    '\\',
    '\n',
    '\u0000',
    '\ud800',
    '<b>&',
    'é水\u{1f600}',
  ],
  ...[
    'Shop',
    'Orders',
    'stock',
    'shop',
    'AWS/Lambda',
    'Sum',
    'Average',
    'p99',
    'tm(10%:90%)',
    'None',
    'Count',
    'm1',
    'e1',
  ],
  ...['m1 / m2', 'SUM(METRICS())', 'ANOMALY_DETECTION_BAND(m1, 2)', 'ALARM("stock")', "SEARCH('{Shop} Orders', 'Sum')"],
  ...[
    'GreaterThanThreshold',
    'missing',
    'OK',
    'ALARM',
    'UTC',
    '+0100',
    'MetricAlarm',
    'StateUpdate',
    'TimestampAscending',
  ],
  ...['arn:aws:sns:us-east-1:000000000000:topic', 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:stock', 'arn:'],
  ...[
    '2026-11-21T02:00:00',
    '2026-11-21T02:00:00Z',
    '{"widgets":[{"type":"metric","properties":{"metrics":[["Shop","Orders"]]}}]}',
  ],
];
const hostile = ['x'.repeat(300), 'x'.repeat(20_000), '['.repeat(3000), '('.repeat(3000), '{"a":'.repeat(3000)];
const numbers = [0, 1, -1, 10, 60, 300, 86_400, 0.5, 1e-320, 2 ** 31, 2 ** 53, 1e21, 1e300, -1e300];

const text = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: fc.constantFrom(...hostile) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
);
const integer = fc.oneof(fc.constantFrom(60, 1, 3, 300), fc.constantFrom(...numbers.map(Math.trunc)));
const double = fc.oneof(fc.constantFrom(...numbers), fc.double());
const time = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1_795_220_000, max: 1_795_240_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(...numbers) },
);
const scalar = fc.oneof(text, integer, double, fc.boolean(), fc.constant(null));
const wrong = fc.oneof(scalar, fc.constantFrom<unknown>([], {}, [[]], [null], { member: 1 }));

/** Inputs of a structure, mostly of the right types: few members are absent or of another type, values are of the worst kind. */
export function arbitraryInput(shape: StructureShape): fc.Arbitrary<Record<string, unknown>> {
  const members = [...shape.members].map(([name, member]) => [name, sometimesWrong(arbitraryValue(member))] as const);
  const input = fc.record(Object.fromEntries(members));
  return fc.tuple(input, fc.array(fc.nat({ max: Math.max(0, members.length - 1) }))).map(([value, dropped]) => {
    const names = dropped.map((index) => members[index]?.[0]);
    return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
  });
}

function sometimesWrong(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 24, arbitrary: value }, { weight: 1, arbitrary: wrong });
}

function arbitraryValue(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.type) {
    case 'structure':
      return arbitraryInput(shape);
    case 'list':
      return fc.array(arbitraryValue(shape.element), { maxLength: 3 });
    case 'map':
      return fc.dictionary(text, arbitraryValue(shape.value), { maxKeys: 3, noNullPrototype: false });
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return integer;
    case 'double':
      return double;
    case 'timestamp':
      return time;
    case 'blob':
    case 'string':
      return text;
    default:
      return shape satisfies never;
  }
}

/** Valid inputs in which values here and there, at any depth, are exchanged for arbitrary ones; some get further members. */
export function spoiledInput(valid: readonly Input[], shape: StructureShape): fc.Arbitrary<Input> {
  if (valid.length === 0) return arbitraryInput(shape);
  const dice = fc.array(fc.nat({ max: 19 }), { minLength: 64, maxLength: 64 });
  return fc.tuple(fc.constantFrom(...valid), arbitraryInput(shape), dice).map(([input, other, rolls]) => {
    let next = 0;
    const roll = (): number => rolls[next++ % rolls.length] ?? 0;
    const added = Object.entries(other).filter(([name]) => !(name in input) && roll() === 0);
    return { ...mixMembers(input, other, roll), ...Object.fromEntries(added) };
  });
}

type Input = Readonly<Record<string, unknown>>;
type Roll = () => number;

/** The value, or (one time in twenty) the other one in its place, or a mix of what both hold. */
function mix(value: unknown, other: unknown, roll: Roll): unknown {
  if (roll() === 0) return other ?? null;
  if (Array.isArray(value))
    return value.map((item, index) => mix(item, Array.isArray(other) ? other[index] : other, roll));
  return isInput(value) ? mixMembers(value, isInput(other) ? other : {}, roll) : value;
}

function mixMembers(input: Input, other: Input, roll: Roll): Input {
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, mix(value, other[name], roll)]));
}

const isInput = (value: unknown): value is Input =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
