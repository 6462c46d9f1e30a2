import { invalidParameter } from './sns-errors.ts';

/** SNS gives so many topics or subscriptions in one answer. */
const pageSize = 100;

/** One page of a list whose items have ARNs, and the token of the next. */
export function pageOf<T>(
  items: readonly T[],
  arnOf: (item: T) => string,
  token: string | undefined,
): { page: readonly T[]; NextToken?: string } {
  const after = token === undefined ? undefined : Buffer.from(token, 'base64url').toString();
  const from = after === undefined ? 0 : items.findIndex((item) => arnOf(item) === after) + 1;
  if (after !== undefined && from === 0) throw invalidParameter('NextToken');
  const page = items.slice(from, from + pageSize);
  const last = page.at(-1);
  if (last === undefined || from + pageSize >= items.length) return { page };
  return { page, NextToken: Buffer.from(arnOf(last)).toString('base64url') };
}
