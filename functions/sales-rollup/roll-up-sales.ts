import { salesHours } from '../lib/entities/sales-hour.ts';
import { hourOf, nextHour, startOfHour } from '../lib/hour-of.ts';
import type { Work } from '../lib/jobs/run-job.ts';
import { inSubsegment } from '../lib/tracing.ts';
import { areCounted } from './are-counted.ts';
import { ledgerOfHour, reconcileHour } from './reconcile-hour.ts';
import { eventsOfHour, salesOfHour } from './sales-of-hour.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** What belongs to an hour may be committed, indexed and counted so long after its end; then the hour is closed. */
const GRACE = 30 * MINUTE;
/** What is not counted after so long never will be: the outbox has given up on it, and the metrics get it here. */
const GIVEN_UP = 2 * DAY;

/** Rolls one hour up; when it is over and all of it counted, puts its metrics right, too. Says whether it is closed. */
async function rollUpHour(hour: string, now: number): Promise<boolean> {
  const events = await eventsOfHour(hour);
  await salesHours()
    .put(await salesOfHour(hour, events))
    .go();
  const age = now - startOfHour(nextHour(hour));
  if (age < GRACE) return false;
  const ledger = await ledgerOfHour(hour);
  if (age < GIVEN_UP && !(await areCounted(events, ledger))) return false;
  await reconcileHour(hour, events, ledger, now);
  return true;
}

/**
 * Rolls up every hour from the first that is not closed to the present one, writing down the first that is not; at its very
 * first run it begins a day ago. Returns how many hours it has dealt with.
 */
export async function rollUpSales({ now, progress, save, hasTime }: Work): Promise<number> {
  const last = hourOf(now);
  let open = progress ?? hourOf(now - DAY);
  let hours = 0;
  for (let hour = open; hour <= last && hasTime(); hour = nextHour(hour)) {
    const closed = await inSubsegment(`roll up ${hour}`, () => rollUpHour(hour, now));
    hours++;
    if (!closed || hour !== open) continue;
    open = nextHour(hour);
    await save(open);
  }
  return hours;
}
