import type { WhereAttributeSymbol } from 'electrodb';

/** Attributes of a user in a condition, as ElectroDB hands them over. */
type Attributes = {
  readonly id: WhereAttributeSymbol<string>;
  readonly locked: WhereAttributeSymbol<boolean>;
  readonly sessionEpoch: WhereAttributeSymbol<number>;
};
type Operations = {
  eq: <T, A extends WhereAttributeSymbol<T>>(attribute: A, value: T) => string;
  exists: <T, A extends WhereAttributeSymbol<T>>(attribute: A) => string;
  notExists: <T, A extends WhereAttributeSymbol<T>>(attribute: A) => string;
};

/** Condition: the user exists, is not locked, and no sessions were ended since that epoch was read. */
export function maySignIn(user: Attributes, { eq, exists, notExists }: Operations, epoch: number | undefined): string {
  const sameEpoch = epoch === undefined ? notExists(user.sessionEpoch) : eq(user.sessionEpoch, epoch);
  return `${exists(user.id)} AND ${sameEpoch} AND (${notExists(user.locked)} OR ${eq(user.locked, false)})`;
}
