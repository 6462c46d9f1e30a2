import { Problem } from '../lib/problem.ts';

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']' };

/** Texts in quotation marks and brackets; whatever else might begin or end a text makes an expression unreadable. */
const PART = /"[^"\\]*"|["'`\\(){}[\]]/g;

function isBalanced(filter: string): boolean {
  const expected: string[] = [];
  for (const [part] of filter.matchAll(PART)) {
    if (part.length > 1) continue;
    const closing = CLOSING[part];
    if (closing !== undefined) expected.push(closing);
    else if (expected.pop() !== part) return false;
  }
  return expected.length === 0;
}

/** What stands before a person's filter expression in one of both. */
const before = (first: string): string => `${first} AND (`;

/**
 * A message about both filter expressions that names a position ("at position 40"), which it then counts from the beginning
 * of the person's own; where it cannot be within that, the message as it is.
 */
export function personsPosition(message: string, first: string, filter: string): string {
  const [all, words, position] = /(position )(\d+)/.exec(message) ?? [];
  const own = Number(position) - before(first).length;
  if (all === undefined || own < 0) return message;
  const end = filter.trimEnd().length;
  const moved = message.replace(all, `${words}${Math.min(own, end)}`);
  // What follows the person's own is the bracket that it stands in.
  return own < end ? moved : moved.replace("found ')'", 'found the end');
}

/**
 * Both filter expressions in one. The second is a person's: 400 unless its brackets and quotation marks are balanced, so
 * that it cannot end the brackets that it is put into.
 */
export function bothFilters(first: string, filter: string): string {
  if (filter.trim() === '') return first;
  if (isBalanced(filter)) return `${before(first)}${filter})`;
  throw new Problem(400, 'The filter expression is not balanced.', {
    code: 'filter',
    errors: [{ path: 'filter', message: 'must close what it opens, and have texts in "quotation marks" without \\' }],
  });
}
