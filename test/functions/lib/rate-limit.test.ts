import { afterAll, beforeAll, expect, test } from 'vitest';
import { rateCounters } from '../../../functions/lib/entities/rate-counter.ts';
import { Problem } from '../../../functions/lib/problem.ts';
import { type LimitedAttempt, limitRate, uncountAttempt } from '../../../functions/lib/rate-limit.ts';
import { RATE_LIMITS } from '../../../functions/lib/rate-limits.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { NOON } from '../../support/http-event.ts';

const { quota, window } = RATE_LIMITS.checkout;
let table: EmbeddedTable;
beforeAll(async () => {
  table = await startEmbeddedTable();
  Object.assign(process.env, table.environment);
});
afterAll(() => table.stop());

let subjects = 0;
/** Attempts of somebody new. */
function somebody(): (now?: number) => LimitedAttempt {
  subjects += 1;
  const subject = `usr_${subjects}`;
  return (now = NOON) => ({ name: 'checkout', subject, now });
}

type Result = { readonly headers: Readonly<Record<string, string>>; readonly problem: Problem | undefined };

async function tried(attempt: LimitedAttempt): Promise<Result> {
  const sent = new Map<string, string>();
  const result = (problem: Problem | undefined) => ({ headers: Object.fromEntries(sent), problem });
  try {
    await limitRate({ header: (name, value) => sent.set(name, value) }, attempt);
    return result(undefined);
  } catch (error) {
    if (error instanceof Problem) return result(error);
    throw error;
  }
}

const passed = (results: readonly Result[]) => results.filter(({ problem }) => problem === undefined).length;
const times = (count: number, attempt: LimitedAttempt) =>
  Promise.all(Array.from({ length: count }, () => tried(attempt)));

test('of more attempts at once than allowed, as many pass as are allowed', async () => {
  expect(passed(await times(quota + 7, somebody()()))).toBe(quota);
});

test('the one too many is a 429 that says when to come again', async () => {
  const attempt = somebody();
  await times(quota, attempt());
  const { problem, headers } = await tried(attempt(NOON + 13_000));
  expect(problem).toMatchObject({ status: 429, options: { code: 'too-many', headers: { 'Retry-After': '47' } } });
  expect(headers).toEqual({ 'RateLimit-Policy': '"checkout";q=10;w=60', RateLimit: '"checkout";r=0;t=47' });
});

test('each answer tells what is left', async () => {
  const attempt = somebody();
  await tried(attempt());
  expect((await tried(attempt())).headers.RateLimit).toBe(`"checkout";r=${quota - 2};t=${window}`);
});

test('with the next window everything is as new', async () => {
  const attempt = somebody();
  await times(quota + 1, attempt());
  expect((await tried(attempt(NOON + window * 1000 - 1))).problem?.status).toBe(429);
  expect(passed(await times(quota, attempt(NOON + window * 1000)))).toBe(quota);
});

test('nobody is held up by what somebody else does, nor by what they do elsewhere', async () => {
  const attempt = somebody();
  await times(quota + 1, attempt());
  expect((await tried(somebody()())).problem).toBeUndefined();
  expect((await tried({ ...attempt(), name: 'login' })).problem).toBeUndefined();
});

test('an attempt that is taken back does not count', async () => {
  const attempt = somebody();
  for (let n = 0; n < 2 * quota; n++) {
    expect((await tried(attempt())).problem).toBeUndefined();
    await uncountAttempt(attempt());
  }
  expect(passed(await times(quota + 1, attempt()))).toBe(quota);
});

test('the counters tell nobody who was counted, and are deleted once they are of no use', async () => {
  const attempt = { name: 'login', subject: 'ida@mail.example', now: NOON } as const;
  await tried(attempt);
  const { data } = await rateCounters().scan.go({ pages: 'all' });
  expect(JSON.stringify(data)).not.toMatch(/ida@|usr_/);
  const counter = data.find(({ subject }) => subject.startsWith('login'));
  expect(counter?.expiresAt).toBeGreaterThanOrEqual(NOON / 1000 + RATE_LIMITS.login.window);
});
