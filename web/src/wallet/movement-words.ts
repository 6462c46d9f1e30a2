import type { Movement } from '../api/types.ts';

/** What is said of a movement of store credit. */
export const MOVEMENT_WORDS: Readonly<Record<Movement, string>> = {
  deposit: 'Deposit by card',
  spend: 'Paid for an order',
  refund: 'Given back for an order',
  forfeit: 'Given up with the account',
};
