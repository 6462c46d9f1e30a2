import { awsClients } from '../aws-clients.ts';
import { advance, putFault, removeFault, virtualNow } from '../control.ts';
import { silenceCounts } from '../silence/silence-counts.ts';
import { acknowledgeByLink } from './acknowledge-by-link.ts';
import type { Drill, DrillRecord } from './drill.ts';
import { type DrillShop, live } from './drill-shop.ts';
import { looksAtHours } from './looks-at-hours.ts';
import { processorTime, since } from './processor-time.ts';
import { raisedAlarms } from './state-changes.ts';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
/** Visitors come back once the fault is over, and alarms that count requests see that all is well. */
const LIVELY_MINUTES = 3;
/** So long nothing else may stir, whatever was raised. */
const WATCHED_MINUTES = 8;
/** A composite with a suppressor waits for its cause before it says that it is over. */
const LAST_WORD_MINUTES = 4;
/** Longer than anything takes to be over but a long window of an error budget. */
const PATIENCE_MINUTES = 60;

/** A minute after the next quarter of an hour (virtual epoch milliseconds), when all jobs have a break of fourteen. */
const nextBreak = (time: number): number => Math.ceil(time / QUARTER) * QUARTER + MINUTE;

/** Runs a drill in a shop that is well, and says what happened. */
export async function runDrill(drill: Drill, shop: DrillShop): Promise<DrillRecord> {
  const { minutes, besides, afterJobs = false, quiet = false, acknowledged = false } = drill;
  const faults = [drill, ...(besides === undefined ? [] : [besides])];
  const { awsUrl } = shop.system;
  const { cloudwatch } = awsClients(awsUrl);
  const now = async () => (await virtualNow(awsUrl)).getTime();

  if (afterJobs) await advance(awsUrl, `PT${(nextBreak(await now()) - (await now())) / 1_000}S`);
  const raisedBefore = await raisedAlarms(cloudwatch);
  const before = await shop.watch.look();
  const began = await now();
  const had = processorTime(shop.system.process.pid);
  for (const each of faults) await putFault(awsUrl, each.fault, each.settings ?? {});
  let acknowledges = acknowledged;
  for (let minute = 0; minute < minutes; minute += 1) {
    if (acknowledges) acknowledges = !(await acknowledgeByLink(shop.system, began));
    await (quiet ? advance(awsUrl, 'PT1M') : live(shop, 1, drill));
  }
  for (const each of faults) await removeFault(awsUrl, each.fault);
  const ended = await now();
  await (quiet ? advance(awsUrl, `PT${LIVELY_MINUTES}M`) : live(shop, LIVELY_MINUTES, drill));
  await advance(awsUrl, `PT${WATCHED_MINUTES - LIVELY_MINUTES}M`);
  let raisedAtEnd = await raisedAlarms(cloudwatch);
  for (let minute = WATCHED_MINUTES; minute < PATIENCE_MINUTES && !raisedAtEnd.every(looksAtHours); minute += 1) {
    await advance(awsUrl, 'PT1M');
    raisedAtEnd = await raisedAlarms(cloudwatch);
  }
  await advance(awsUrl, `PT${LAST_WORD_MINUTES}M`);
  const seen = await shop.watch.look();
  const { requests } = await silenceCounts(cloudwatch, began, ended);
  const processor = since(had, processorTime(shop.system.process.pid));
  return {
    drill,
    began,
    ended,
    requests,
    processor,
    watchedUntil: await now(),
    before,
    raisedBefore,
    raisedAtEnd,
    ...seen,
  };
}
