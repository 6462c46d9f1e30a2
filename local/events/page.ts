import type { Members } from '../aws/members.ts';
import { constraintError, validationError } from './events-errors.ts';

const MAX_LIMIT = 100;

/** One page of a list by the input's Limit (1 to 100) and NextToken, and the token of the next. */
export function pageOf<T>(items: readonly T[], members: Members): { page: readonly T[]; NextToken?: string } {
  const limit = members.integer('Limit') ?? MAX_LIMIT;
  if (limit < 1) throw constraintError(limit, 'limit', 'have value greater than or equal to 1');
  if (limit > MAX_LIMIT) throw constraintError(limit, 'limit', `have value less than or equal to ${MAX_LIMIT}`);
  const from = readToken(members.string('NextToken'));
  const page = items.slice(from, from + limit);
  if (from + limit >= items.length) return { page };
  return { page, NextToken: Buffer.from(`from:${from + limit}`).toString('base64url') };
}

function readToken(token: string | undefined): number {
  if (token === undefined) return 0;
  const [, digits] = /^from:(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (digits === undefined) throw validationError('Parameter NextToken is not valid.');
  return Number(digits);
}
