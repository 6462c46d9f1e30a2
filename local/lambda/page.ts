import type { Members } from '../aws/members.ts';
import { invalidParameterValue, validationFailed } from './lambda-errors.ts';

/** Lambda gives so many items in one answer, and no more. */
const pageSize = 50;
const mostItems = 10_000;

function sizeOf(text: string | undefined): number {
  const size = text === undefined ? pageSize : Number(text);
  if (Number.isInteger(size) && size >= 1 && size <= mostItems) return Math.min(size, pageSize);
  throw validationFailed('maxItems', `Member must have value from 1 to ${mostItems}`);
}

/** One page of a list whose items have keys, as the members Marker and MaxItems ask for it, and the marker of the next. */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  members: Members,
): { page: readonly T[]; NextMarker?: string } {
  const size = sizeOf(members.string('MaxItems'));
  const marker = members.string('Marker');
  const after = marker === undefined ? undefined : Buffer.from(marker, 'base64url').toString();
  const from = after === undefined ? 0 : items.findIndex((item) => keyOf(item) === after) + 1;
  if (after !== undefined && from === 0) throw invalidParameterValue('The marker is not one of this list.');
  const page = items.slice(from, from + size);
  const last = page.at(-1);
  if (last === undefined || from + size >= items.length) return { page };
  return { page, NextMarker: Buffer.from(keyOf(last)).toString('base64url') };
}
