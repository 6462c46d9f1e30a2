import type { JsonValue } from '../../aws/json.ts';

/** What a field or an expression may be: JSON, in which truth is 1 or 0; `undefined` when it is missing. */
export type Value = JsonValue | undefined;

const NUMERIC = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

/** The number that a value is or spells; `undefined` when it is none. */
export function toNumber(value: Value): number | undefined {
  if (typeof value === 'number') return Number.isNaN(value) ? undefined : value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' && NUMERIC.test(value) ? Number(value) : undefined;
}

/** At most four decimals, as Logs Insights computes. */
const numberText = (value: number): string => String(Math.round(value * 10_000) / 10_000);

/** A value as text; `undefined` when it is missing, or a map or a list ("Structure types": functions see none). */
export function toText(value: Value): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return Number.isNaN(value) ? undefined : String(value);
    case 'boolean':
      return value ? '1' : '0';
    default:
      return undefined;
  }
}

/** A value as a result shows it: maps and lists as JSON. */
export const displayed = (value: Value): string | undefined =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : toText(value);

/** A value that is computed as a result shows it. */
export function displayedNumber(value: Value): string | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? numberText(value) : displayed(value);
}

/** A time, in epoch milliseconds, as a result shows it. */
export function displayedTime(value: Value): string | undefined {
  const time = toNumber(value);
  if (time === undefined || Number.isNaN(new Date(time).getTime())) return undefined;
  return new Date(time).toISOString().replace('T', ' ').replace('Z', '');
}

/** Whether a condition holds. */
export const isTrue = (value: Value): boolean => value === 1 || value === true || (toNumber(value) ?? 0) !== 0;

/** Whether a value compares with others: one that is missing does not, nor does a map or a list. */
export const isComparable = (value: Value): boolean => value !== undefined && typeof value !== 'object';

export const truth = (condition: boolean): number => (condition ? 1 : 0);

/** Less than, equal to or greater than 0 as `a` is before, with or after `b`: numbers by value when both are, else as text. */
export function compareValues(a: Value, b: Value): number {
  if (typeof a === 'number' || typeof b === 'number') {
    const [left, right] = [toNumber(a), toNumber(b)];
    if (left !== undefined && right !== undefined) return left - right;
  }
  const [left = '', right = ''] = [toText(a), toText(b)];
  return left < right ? -1 : Number(left > right);
}

const CHUNKS = /\d+|\D+/g;
const ALL_DIGITS = /^\d/;

function compareChunks(a: string, b: string): number {
  const bothNumbers = ALL_DIGITS.test(a) && ALL_DIGITS.test(b);
  if (bothNumbers && a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : Number(a > b);
}

function compareTexts(a: string, b: string): number {
  const [left, right] = [a.match(CHUNKS) ?? [], b.match(CHUNKS) ?? []];
  for (const [index, chunk] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = compareChunks(chunk, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/**
 * The order of `sort`: what is no number comes before all numbers; texts by their parts, of which those of digits by
 * length, then value ("sort": natural sorting). Missing values come last, whatever the direction.
 */
export function compareNaturally(a: Value, b: Value, descending: boolean): number {
  if (a === b) return 0;
  if (a === undefined || a === null) return b === undefined || b === null ? 0 : 1;
  if (b === undefined || b === null) return -1;
  const order = naturalOrder(a, b);
  return descending ? -order : order;
}

function naturalOrder(a: JsonValue, b: JsonValue): number {
  const [left, right] = [toNumber(a), toNumber(b)];
  if (left !== undefined && right !== undefined) return left - right;
  if (left !== undefined) return 1;
  if (right !== undefined) return -1;
  return compareTexts(toText(a) ?? '', toText(b) ?? '');
}

/** Whether two values that compare are the same: as numbers when one is a number and the other spells one, else as text. */
export const equalValues = (a: Value, b: Value): boolean =>
  typeof a === typeof b ? a === b : compareValues(a, b) === 0;
