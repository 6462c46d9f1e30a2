import { invalidNextToken } from './errors.ts';

/** The items from the token's place on, and the token for the rest; InvalidNextToken for a token that was never given out. */
export function page<T>(
  items: readonly T[],
  token: string | undefined,
  size: number,
): { readonly items: readonly T[]; readonly nextToken?: string } {
  const start = token === undefined ? 0 : readToken(token);
  const end = start + size;
  const part = items.slice(start, end);
  return end < items.length ? { items: part, nextToken: makeToken(end) } : { items: part };
}

/** A token that stands for a position. */
export function makeToken(position: number): string {
  return Buffer.from(`from:${position}`).toString('base64url');
}

/** The position a token stands for. */
export function readToken(token: string): number {
  const [, digits] = /^from:(\d{1,15})$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (digits === undefined) throw invalidNextToken();
  return Number(digits);
}
