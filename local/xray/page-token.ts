import type { Members } from '../aws/members.ts';
import { invalidRequest } from './xray-errors.ts';

/** One page of a list that is the same in each call, and the `NextToken` of the next one if there is one. */
export function pageOf<T>(members: Members, items: readonly T[], size: number) {
  const token = members.string('NextToken');
  const from = token === undefined ? 0 : parseToken(token);
  const more = from + size < items.length;
  return { items: items.slice(from, from + size), next: more ? { NextToken: writeToken(from + size) } : {} };
}

const writeToken = (from: number): string => Buffer.from(`from ${from}`).toString('base64url');

function parseToken(token: string): number {
  const [, from] = /^from (\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (from === undefined) throw invalidRequest('The NextToken is invalid.');
  return Number(from);
}
