import type { Clock } from '../clock.ts';
import { demandAt, untilNextArrival } from './rhythm.ts';
import { seededRandom } from './seeded-random.ts';
import { createShopClient, openConnections, type ShopClient } from './shop-client.ts';
import { type ShopperAccounts, VISITS_AN_HOUR } from './shopper-accounts.ts';
import { BUYING_SHARE } from './shopping-trip.ts';
import type { TripOutcome } from './trip.ts';
import { visitShop } from './visitor.ts';

export type TrafficOptions = {
  clock: Clock;
  /** The shop's address. */
  siteUrl: string;
  /** Shoppers that arrive per second in the busiest hour; above 0. */
  shoppersPerSecond: number;
  /** A number in [0, 1): when shoppers come, and whatever each of them does. */
  random: () => number;
  /** Makes a key that no other has, of digits and letters. */
  newKey: () => string;
  accounts: ShopperAccounts;
  /** Whether one who was about to come stays away; nobody does unless given. */
  staysAway?: () => boolean;
};

/** Simulated shoppers at work; `outcomes` counts how visits ended, `turnedAway` those who found the shop full. */
export interface Traffic {
  status(): { shopping: number; turnedAway: number; outcomes: Readonly<Record<TripOutcome, number>> };
  stop(): void;
}

/** Shoppers at once, so that a slow shop is not given ever more of them. */
const shoppersAtOnce = 12;
/** Compressed time brings at most this many times the shoppers per real second. */
const compressionServed = 5;
/** A clock that stands still counts as one at this speed: an advance has to serve all its shoppers in real time. */
const simulatedSpeed = 60;

/** How many accounts so many shoppers need so that even in the busiest hour there is always one that may come. */
export function accountsFor(shoppersPerSecond: number): number {
  return Math.ceil((shoppersPerSecond * 3_600 * BUYING_SHARE) / (VISITS_AN_HOUR - 1));
}

/**
 * Sends simulated shoppers through the public API, by day and night, at random as `random` says. Who finds the shop full
 * goes away; nobody waits. Above five virtual seconds a second, fewer come, as the machine does not get faster.
 */
export function startTraffic(options: TrafficOptions): Traffic {
  const { clock, random, newKey, accounts, staysAway = () => false } = options;
  const site = new URL(options.siteUrl);
  const connections = openConnections(shoppersAtOnce);
  const speed = clock.mode === 'simulated' ? simulatedSpeed : clock.speed;
  const peak = options.shoppersPerSecond * Math.min(1, compressionServed / speed);
  const outcomes = { looked: 0, abandoned: 0, ordered: 0, declined: 0, soldOut: 0, failed: 0 };
  let [shopping, turnedAway] = [0, 0];
  let stopped = false;
  let cancel = (): void => {};

  const openClient = (): ShopClient => {
    const { send } = createShopClient(site, connections);
    return { send: (...call) => clock.track(send(...call)) };
  };

  const visit = async (choices: number): Promise<void> => {
    shopping += 1;
    // What one chooses does not depend on how fast others are answered.
    const own = seededRandom(choices);
    const outcome = await visitShop({ clock, openClient, random: own, newKey, accounts, isOpen: () => !stopped });
    shopping -= 1;
    outcomes[outcome] += 1;
  };

  const expectNext = (): void => {
    const wait = untilNextArrival(peak * demandAt(clock.now()), random());
    cancel = clock.at(clock.now() + wait, () => {
      if (stopped) return;
      const choices = Math.floor(random() * 2 ** 32);
      if (!staysAway()) {
        if (shopping < shoppersAtOnce) void visit(choices);
        else turnedAway += 1;
      }
      expectNext();
    });
  };

  expectNext();
  return {
    status: () => ({ shopping, turnedAway, outcomes: { ...outcomes } }),
    stop: () => {
      stopped = true;
      cancel();
      connections.close();
    },
  };
}
