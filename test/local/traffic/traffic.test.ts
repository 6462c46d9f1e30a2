import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Clock, type ClockOptions, createClock } from '../../../local/clock.ts';
import { demandAt, untilNextArrival } from '../../../local/traffic/rhythm.ts';
import { openShopperAccounts } from '../../../local/traffic/shopper-accounts.ts';
import { startTraffic, type Traffic } from '../../../local/traffic/traffic.ts';
import { seeded } from './seeded.ts';
import { type StubShop, startStubShop } from './stub-shop.ts';

const evening = Date.UTC(2026, 10, 21, 19, 0, 0);
const minute = 60_000;
let shop: StubShop;
let store: DatabaseSync;
let clock: Clock;
let traffic: Traffic;
beforeEach(async () => {
  shop = await startStubShop();
  store = new DatabaseSync(':memory:');
});
afterEach(async () => {
  traffic.stop();
  clock.stop();
  await clock.settled();
  store.close();
  await shop.stop();
});

const start = (
  options: Partial<ClockOptions> = {},
  shoppersPerSecond = 12,
  staysAway = () => false,
  random = seeded(7),
): void => {
  clock = createClock({ mode: 'simulated', speed: 1, start: evening, ...options });
  const accounts = openShopperAccounts(store);
  const given = { clock, siteUrl: shop.url, shoppersPerSecond, newKey: randomUUID };
  traffic = startTraffic({ ...given, random, accounts, staysAway });
};
const visits = (): number => Object.values(traffic.status().outcomes).reduce((sum, count) => sum + count, 0);

test('on a clock that stands still, an advance brings the shoppers of that time and awaits them', async () => {
  start();
  expect(shop.requests).toHaveLength(0);
  await clock.advance(minute);
  const { outcomes, shopping } = traffic.status();
  // One a second in the busiest hour: a Poisson count within five standard deviations.
  expect(visits() + shopping).toBeGreaterThan(21);
  expect(visits() + shopping).toBeLessThan(99);
  expect(outcomes.failed).toBe(0);
  expect(outcomes.ordered).toBeGreaterThan(0);
});

test('while shoppers stay away nobody comes, and afterwards they come as ever', async () => {
  let gone = true;
  start({}, 12, () => gone);
  await clock.advance(minute);
  expect(shop.requests).toHaveLength(0);
  gone = false;
  await clock.advance(minute);
  expect(visits() + traffic.status().shopping).toBeGreaterThan(21);
});

test('when shoppers come does not depend on what those before chose, nor on how fast they were answered', async () => {
  const random = seeded(7);
  let drawn = 0;
  start({}, 12, undefined, () => {
    drawn += 1;
    return random();
  });
  await clock.advance(minute);
  const { shopping, turnedAway } = traffic.status();
  expect(drawn).toBe(1 + 2 * (visits() + shopping + turnedAway));
});

test('fewer come at night than in the evening', () => {
  const hours = Array.from({ length: 24 }, (_, hour) => demandAt(Date.UTC(2026, 10, 21, hour)));
  expect(hours.indexOf(Math.max(...hours))).toBe(19);
  expect(hours.indexOf(Math.min(...hours))).toBe(7);
  expect(Math.max(...hours)).toBeCloseTo(1);
  expect(Math.min(...hours)).toBeGreaterThan(0);
  start();
});

test('waits between arrivals have the mean of their rate', () => {
  const random = seeded(1);
  const waits = Array.from({ length: 5000 }, () => untilNextArrival(4, random()));
  expect(waits.reduce((sum, wait) => sum + wait, 0) / waits.length / 250).toBeCloseTo(1, 1);
  start();
});

test('a slow shop gets no more shoppers than it holds; others go away', async () => {
  start({ mode: 'running', speed: 5 }, 100);
  while (traffic.status().turnedAway < 20)
    await new Promise<void>((resolve) => void clock.at(clock.now() + 100, () => resolve()));
  expect(traffic.status().shopping).toBeLessThanOrEqual(12);
});

test('nobody comes after the stop, and requests in flight end', async () => {
  start({ mode: 'running', speed: 5 }, 100);
  while (shop.requests.length === 0) await new Promise(setImmediate);
  traffic.stop();
  await clock.settled();
  const seen = shop.requests.length;
  await clock.advance(minute);
  expect(shop.requests.length).toBe(seen);
});
