import { DatabaseSync } from 'node:sqlite';
import { createShopClient, openConnections } from '../../local/traffic/shop-client.ts';
import { openShopperAccounts } from '../../local/traffic/shopper-accounts.ts';
import { goShopping } from '../../local/traffic/shopping-trip.ts';
import { seeded } from '../local/traffic/seeded.ts';
import { advance, virtualNow } from '../support/control.ts';
import type { RunningSystem } from '../support/running-system.ts';

/** Shoppers of a shop whose clock stands still: the same ones each time, who do the same. */
export type Shoppers = {
  /** Lets virtual minutes pass in which people shop. */
  shop(minutes: number): Promise<void>;
  leave(): void;
};

/** More at the same time would wait for the machine's processors, and be slow for that. */
const AT_ONCE = 4;
/** So many that nobody orders suspiciously often. */
const ACCOUNTS = 300;
/** How often in a minute people come in. */
const ARRIVALS = 4;
const STEP = 'PT15S';

/** How many come in at each time of a minute on average: it comes and goes over half an hour. */
const demand = (minute: number): number => 3 + 1.2 * Math.sin(minute / 5) + 0.8 * Math.sin(minute / 1.7);

/** 128 bits in hexadecimal. */
function keyOf(random: () => number): string {
  const word = () => Math.floor(random() * 2 ** 32).toString(16);
  return [word(), word(), word(), word()].map((part) => part.padStart(8, '0')).join('');
}

/** Opens a shop to its shoppers. */
export function openShoppers({ siteUrl, awsUrl }: RunningSystem): Shoppers {
  const accounts = openShopperAccounts(new DatabaseSync(':memory:'), ACCOUNTS);
  const connections = openConnections(AT_ONCE);
  const crowd = seeded(7);
  let visits = 0;
  let passed = 0;

  const visit = (now: number): Promise<unknown> => {
    visits += 1;
    const random = seeded(visits);
    return goShopping({
      ...{ client: createShopClient(new URL(siteUrl), connections), accounts, random },
      ...{ now: () => now, pause: async () => true, idempotencyKey: () => keyOf(random) },
    });
  };

  const comeIn = async (): Promise<void> => {
    const now = (await virtualNow(awsUrl)).getTime();
    let waiting = Math.round(demand(passed) * (0.5 + crowd()));
    const one = async () => {
      for (; waiting > 0; ) {
        waiting -= 1;
        await visit(now);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
  };

  return {
    async shop(minutes) {
      for (let end = passed + minutes; passed < end; passed += 1) {
        for (let arrival = 0; arrival < ARRIVALS; arrival += 1) {
          await comeIn();
          await advance(awsUrl, STEP);
        }
      }
    },
    leave: () => connections.close(),
  };
}
