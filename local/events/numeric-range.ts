import type { JsonValue } from '../aws/json.ts';
import { invalidEventPattern } from './events-errors.ts';

/** Numbers outside of this, or with more digits, EventBridge does not compare. */
const LARGEST = 5e9;

type Comparison = (value: number, bound: number) => boolean;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  '=': (value, bound) => value === bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
};

/** A test of numbers against `["=", n]`, one bound, or a lower and an upper one. */
export function compileNumeric(operand: JsonValue): (value: unknown) => boolean {
  if (!isList(operand)) throw invalidEventPattern('Value of numeric must be an array.');
  if (operand.length !== 2 && operand.length !== 4) throw invalidEventPattern('Invalid member in numeric match');
  const first = readBound(operand[0], operand[1]);
  const second = operand.length === 4 ? readBound(operand[2], operand[3]) : undefined;
  if (second && !(first.operator.startsWith('>') && second.operator.startsWith('<'))) {
    throw invalidEventPattern('A numeric range has a lower bound first and then an upper bound');
  }
  if (second && first.bound >= second.bound) throw invalidEventPattern('Bottom must be less than top');
  const bounds = second ? [first, second] : [first];
  return (value) => typeof value === 'number' && bounds.every(({ compare, bound }) => compare(value, bound));
}

function readBound(operator: JsonValue | undefined, bound: JsonValue | undefined) {
  const known = typeof operator === 'string' && Object.hasOwn(COMPARISONS, operator) ? operator : undefined;
  const compare = known === undefined ? undefined : COMPARISONS[known];
  if (known === undefined || compare === undefined) {
    throw invalidEventPattern(`Unrecognized numeric range operator: ${operator}`);
  }
  if (typeof bound !== 'number') throw invalidEventPattern(`Value of ${known} must be numeric`);
  if (Math.abs(bound) > LARGEST)
    throw invalidEventPattern(`Value must be between -${LARGEST} and ${LARGEST}, inclusive`);
  return { operator: known, compare, bound };
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
