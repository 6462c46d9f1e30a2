import { ulid } from 'ulid';

/** Prefix of every kind of id, so that an id tells what it names; `del` stands for a user whose account was deleted. */
export type IdPrefix = 'prd' | 'inc' | 'usr' | 'del' | 'ord' | 'led' | 'aud' | 'run' | 'dep';

/** A prefixed ULID; its time is that of the event (epoch milliseconds), so that ids of one kind sort by time. */
export function newId(prefix: IdPrefix, time: number): string {
  return `${prefix}_${ulid(time)}`;
}

/** Whether a string has the shape of an id of that kind; used to reject hostile keys before they reach the table. */
export function isId(prefix: IdPrefix, value: string): boolean {
  return value.startsWith(`${prefix}_`) && /^[0-9A-HJKMNP-TV-Z]{26}$/.test(value.slice(prefix.length + 1));
}
