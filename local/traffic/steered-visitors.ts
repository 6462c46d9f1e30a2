import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import { guessPassword } from './login-bots.ts';
import { sendAtPace } from './send-at-pace.ts';
import { createShopClient, openConnections, type ShopClient } from './shop-client.ts';
import { openShopperAccounts, type ShopperAccounts } from './shopper-accounts.ts';
import { createThief } from './thief.ts';
import { openThiefAccount } from './thief-account.ts';
import { visitShop } from './visitor.ts';

export type SteeredOptions = {
  readonly clock: Clock;
  readonly store: DatabaseSync;
  /** The shop's address. */
  readonly siteUrl: string;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** Makes a key that no other has, of digits and letters. */
  readonly newKey: () => string;
  readonly switches: Pick<Faults['switches'], 'traffic-surge' | 'login-storm' | 'fraud-burst'>;
};

/** Visitors at once of each kind, so that a slow shop is not given ever more of them. */
const AT_ONCE = 12;
/** Accounts of those who come with a surge, whom the shop does not know before. */
const NEWCOMERS = 600;

/** Sends whom the faults of traffic bring to the shop, for as long as they are on. */
export function steerVisitors(options: SteeredOptions): { stop(): void } {
  const { clock, store, siteUrl, random, newKey, switches } = options;
  const site = new URL(siteUrl);
  const connections = openConnections(AT_ONCE);
  let stopped = false;
  const surges = (): boolean => !stopped && switches['traffic-surge'].settings() !== undefined;
  let newcomers: ShopperAccounts | undefined;

  const openClient = (): ShopClient => {
    const { send } = createShopClient(site, connections);
    return { send: (...call) => clock.track(send(...call)) };
  };
  const thief = createThief({ openClient, newKey, now: clock.now, account: openThiefAccount(store) });
  // Whom a process that was killed left behind.
  clock.run(thief.leave());

  sendAtPace(switches['traffic-surge'], {
    ...{ clock, atOnce: AT_ONCE },
    visit: () => {
      newcomers ??= openShopperAccounts(new DatabaseSync(':memory:'), NEWCOMERS);
      return visitShop({ clock, openClient, random, newKey, accounts: newcomers, isOpen: surges });
    },
  });
  sendAtPace(switches['login-storm'], {
    ...{ clock, atOnce: AT_ONCE },
    visit: (number, settings) => guessPassword(openClient(), number, settings),
  });
  sendAtPace(switches['fraud-burst'], { clock, atOnce: 1, visit: thief.tryCard, over: thief.leave });
  return {
    stop: () => {
      stopped = true;
      connections.close();
    },
  };
}
