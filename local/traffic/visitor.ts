import type { Clock } from '../clock.ts';
import type { ShopClient } from './shop-client.ts';
import type { ShopperAccounts } from './shopper-accounts.ts';
import { goShopping } from './shopping-trip.ts';
import type { TripOutcome } from './trip.ts';

export type VisitorOptions = {
  readonly clock: Clock;
  /** Makes a browser without cookies, whose requests time waits for. */
  readonly openClient: () => ShopClient;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** Makes a key that no other has, of digits and letters. */
  readonly newKey: () => string;
  readonly accounts: ShopperAccounts;
  /** Whether shoppers may stay; one who may not leaves at the next pause. */
  readonly isOpen: () => boolean;
};

/** One simulated shopper's visit. Requests between pauses are tracked, pauses are not, so that time can move on. */
export function visitShop(options: VisitorOptions): Promise<TripOutcome> {
  const { clock, openClient, random, newKey, accounts, isOpen } = options;
  const pause = (ms: number): Promise<boolean> =>
    new Promise((resolve) => clock.at(clock.now() + ms, () => resolve(isOpen())));
  return goShopping({
    ...{ client: openClient(), accounts, random, now: clock.now, pause },
    idempotencyKey: newKey,
  });
}
