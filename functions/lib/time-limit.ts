import { AsyncLocalStorage } from 'node:async_hooks';

/** What is kept for the answer and its line when a request's time is up, in milliseconds. */
const FOR_THE_ANSWER = 1_000;

/** The time of the request that is being served: whether it is up, and what rejects when it is. */
type Limit = { isUp: boolean; readonly end: Promise<never> };

const limit = new AsyncLocalStorage<Limit>();

/** Comes in place of a service's answer that the request cannot wait for; marked as the SDK marks what was not answered. */
class TimeUpError extends Error {
  override readonly name = 'TimeUpError';
  readonly $metadata = { attempts: 1 };
}

/**
 * Runs what serves a request that may take that many milliseconds more, as Lambda's context tells: what still waits for a
 * service shortly before the end waits no longer, so that many slow answers are one clear answer and a line, not a killed
 * function.
 */
export async function withinTime(remaining: number, run: () => Promise<void>): Promise<void> {
  const { promise: end, reject } = Promise.withResolvers<never>();
  // Mostly nobody waits for it.
  end.catch(() => {});
  const own: Limit = { isUp: false, end };
  const timer = setTimeout(() => {
    own.isUp = true;
    reject(new TimeUpError('The request’s time is up.'));
  }, remaining - FOR_THE_ANSWER);
  try {
    await limit.run(own, run);
  } finally {
    clearTimeout(timer);
  }
}

/** A service's answer, or an error once the time of the request that asks is up; nothing is sent from then on. */
export async function inTime<T>(ask: () => Promise<T>): Promise<T> {
  const own = limit.getStore();
  if (!own) return ask();
  return own.isUp ? own.end : Promise.race([own.end, ask()]);
}
