import { invalidParameter } from './log-errors.ts';
import type { LogPosition } from './log-store.ts';

/** Writes a place among the events as an opaque token. */
export function positionToken({ timestamp, id }: LogPosition): string {
  return Buffer.from(`${timestamp}:${id}`).toString('base64url');
}

/** Reads `positionToken`'s token; InvalidParameterException when it is none. */
export function parsePositionToken(token: string): LogPosition {
  const [, timestamp, id] = /^(-?\d{1,15}):(\d{1,15})$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (timestamp === undefined || id === undefined) throw invalidParameter('The specified nextToken is invalid.');
  return { timestamp: Number(timestamp), id: Number(id) };
}

/** One page of a list that is ordered by name, and the token of the next. */
export function pageByName<T extends { readonly name: string }>(
  items: readonly T[],
  limit: number,
  token: string | undefined,
): { readonly page: readonly T[]; readonly nextToken?: string } {
  return pageBy(items, ({ name }) => name, limit, token);
}

/** One page of a list whose items a key tells apart, and the token of the next. */
export function pageBy<T>(
  items: readonly T[],
  key: (item: T) => string,
  limit: number,
  token: string | undefined,
): { readonly page: readonly T[]; readonly nextToken?: string } {
  const after = token === undefined ? undefined : Buffer.from(token, 'base64url').toString();
  const start = after === undefined ? 0 : items.findIndex((item) => key(item) === after) + 1;
  if (after !== undefined && start === 0) throw invalidParameter('The specified nextToken is invalid.');
  const page = items.slice(start, start + limit);
  const last = page.at(-1);
  if (!last || start + limit >= items.length) return { page };
  return { page, nextToken: Buffer.from(key(last)).toString('base64url') };
}
