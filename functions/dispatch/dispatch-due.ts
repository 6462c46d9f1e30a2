import type { Line } from '../lib/emit.ts';
import { deliverAll } from '../lib/incidents/deliver-all.ts';
import { pagesDue } from '../lib/incidents/incident-store.ts';
import { WORRYING_ATTEMPTS } from '../lib/incidents/retry.ts';
import { stopwatch } from '../lib/stopwatch.ts';

/** Thrown when people cannot be told, so that AWS/Lambda counts an error of the function, on which an alarm is. */
export class UndeliveredError extends Error {
  override readonly name = 'UndeliveredError';
}

/** The most that one run deals with; what is left is dealt with by the next, a minute later. */
const MOST = 100;
/** In milliseconds: a channel may take its time, and what came of it has to be written. */
const TIME_TO_TELL = 12_000;

/** Deals with every page whose turn has come by `now` (epoch milliseconds), those included whose sender has died. */
export async function dispatchDue(now: number, line: Line, timeLeft: () => number): Promise<void> {
  const elapsed = stopwatch();
  const [due, abandoned] = await Promise.all([pagesDue('due', now, MOST), pagesDue('sending', now, MOST)]);
  const done = await deliverAll([...due, ...abandoned], { now, elapsed }, () => timeLeft() > TIME_TO_TELL);
  const failed = done.filter(({ delivery }) => delivery === 'failed' || delivery === 'given up');
  line.set({ records: done.length, failures: failed.length });
  const worrying = failed.filter(
    ({ page, delivery }) => delivery === 'given up' || page.attempts + 1 >= WORRYING_ATTEMPTS,
  );
  if (worrying.length > 0) throw new UndeliveredError(`${worrying.length} notifications cannot be delivered.`);
}
