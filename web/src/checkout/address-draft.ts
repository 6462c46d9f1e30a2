import type { Shipping } from '../api/types.ts';

/** What a shopper typed as address so far, for as long as the page lives: whoever leaves checkout finds it again. */
export interface AddressDraft {
  of(userId: string): Partial<Shipping> | undefined;
  keep(userId: string, shipping: Shipping): void;
}

/** A draft that only its own user gets to see. */
export function createAddressDraft(): AddressDraft {
  let held: { userId: string; shipping: Shipping } | undefined;
  return {
    of: (userId) => (held?.userId === userId ? held.shipping : undefined),
    keep: (userId, shipping) => {
      held = { userId, shipping };
    },
  };
}
