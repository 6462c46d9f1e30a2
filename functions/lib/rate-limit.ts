import { createHmac } from 'node:crypto';
import { rateCounters } from './entities/rate-counter.ts';
import { env } from './env.ts';
import { Problem } from './problem.ts';
import { RATE_LIMITS, type RateLimitName } from './rate-limits.ts';

/** One attempt at something that is limited; `now` in epoch milliseconds, the subject such as a user's id. */
export type LimitedAttempt = { readonly name: RateLimitName; readonly subject: string; readonly now: number };

/** Where headers of the answer go: a request's context. */
type Answer = { header(name: string, value: string): unknown };

/** How long a counter is kept after its window, in seconds. */
const KEPT = 3600;

/** The subject is hashed with a key: who reads the table learns no address from it. */
function keyOf({ name, subject, now }: LimitedAttempt): { subject: string; window: number } {
  const hash = createHmac('sha256', env().pseudonymKey).update(`${name} ${subject}`).digest('base64url');
  const { window } = RATE_LIMITS[name];
  return { subject: `${name}#${hash}`, window: Math.floor(now / 1000 / window) * window };
}

async function count(attempt: LimitedAttempt, by: 1 | -1): Promise<number> {
  const key = keyOf(attempt);
  const expiresAt = key.window + RATE_LIMITS[attempt.name].window + KEPT;
  const { data } = await rateCounters().upsert(key).set({ expiresAt }).add({ count: by }).go({ response: 'all_new' });
  return data.count ?? 0;
}

/** The fields of "RateLimit header fields for HTTP" (draft-ietf-httpapi-ratelimit-headers). */
function describe(answer: Answer, { name, now }: LimitedAttempt, counted: number): number {
  const { quota, window } = RATE_LIMITS[name];
  const reset = window - (Math.floor(now / 1000) % window);
  answer.header('RateLimit-Policy', `"${name}";q=${quota};w=${window}`);
  answer.header('RateLimit', `"${name}";r=${Math.max(0, quota - counted)};t=${reset}`);
  return reset;
}

/**
 * Counts an attempt and lets it pass while there are not more of them in the window than allowed, whichever workers they came
 * to; else a 429 with `Retry-After`. It is counted before it is made, so that many at once get no further than one by one.
 */
export async function limitRate(answer: Answer, attempt: LimitedAttempt): Promise<void> {
  const counted = await count(attempt, 1);
  const reset = describe(answer, attempt, counted);
  const { quota, reason } = RATE_LIMITS[attempt.name];
  if (counted <= quota) return;
  throw new Problem(429, reason, { code: 'too-many', headers: { 'Retry-After': String(reset) } });
}

/** Takes an attempt back that shall not count, such as a password that was right. */
export async function uncountAttempt(attempt: LimitedAttempt): Promise<void> {
  await count(attempt, -1);
}
