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

/**
 * Both filter expressions in one. The second is a person's: 400 unless its brackets and quotation marks are balanced, so
 * that it cannot end the brackets that it is put into.
 */
export function bothFilters(first: string, filter: string): string {
  if (filter.trim() === '') return first;
  if (isBalanced(filter)) return `${first} AND (${filter})`;
  throw new Problem(400, 'The filter expression is not balanced.', {
    code: 'filter',
    errors: [{ path: 'filter', message: 'must close what it opens, and have texts in "quotation marks" without \\' }],
  });
}
