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
  readonly accounts: ShopperAccounts;
  /** Whether shoppers may stay; one who may not leaves at the next pause. */
  readonly isOpen: () => boolean;
};

/** 128 bits in hexadecimal. */
function randomKey(random: () => number): string {
  const word = (): string =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return `${word()}${word()}${word()}${word()}`;
}

/** One simulated shopper's visit. Requests between pauses are tracked, pauses are not, so that time can move on. */
export function visitShop({ clock, openClient, random, accounts, isOpen }: VisitorOptions): Promise<TripOutcome> {
  const pause = (ms: number): Promise<boolean> =>
    new Promise((resolve) => clock.at(clock.now() + ms, () => resolve(isOpen())));
  return goShopping({
    ...{ client: openClient(), accounts, random, now: clock.now, pause },
    idempotencyKey: () => randomKey(random),
  });
}
