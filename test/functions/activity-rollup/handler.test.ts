import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handler } from '../../../functions/activity-rollup/handler.ts';
import { type ActivityHour, activityHours } from '../../../functions/lib/entities/activity-hour.ts';
import { jobStates } from '../../../functions/lib/entities/job-state.ts';
import { hourOf } from '../../../functions/lib/hour-of.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { type CloudWatchServer, startCloudWatchServer } from '../../support/cloudwatch-server.ts';
import { START } from '../../support/embedded-cloudwatch.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { lambdaContext } from '../../support/http-event.ts';
import { startSegmentListener } from '../../support/segment-listener.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FIRST = START - 6 * HOUR;

let table: EmbeddedTable;
let cloudWatch: CloudWatchServer;
let output: CapturedOutput;
beforeAll(async () => {
  [table, cloudWatch] = await Promise.all([startEmbeddedTable(), startCloudWatchServer()]);
  const endpoint = `http://127.0.0.1:${cloudWatch.port}`;
  Object.assign(process.env, table.environment, { AWS_ENDPOINT_URL_CLOUDWATCH: endpoint });
  output = captureOutput();
});
beforeEach(async () => {
  await jobStates().delete({ job: 'activity-rollup' }).go();
});
afterAll(async () => {
  output.stop();
  await Promise.all([table.stop(), cloudWatch.stop()]);
});

const run = (at: number) =>
  handler({ time: new Date(at).toISOString() }, { ...lambdaContext(), getRemainingTimeInMillis: () => 60_000 });

function emitted(name: string, dimensions: Readonly<Record<string, string>>, value: number, timestamp: number) {
  cloudWatch.system.cloudWatch.record({
    namespace: 'SmallCart/test',
    name,
    dimensions,
    unit: 'Count',
    timestamp,
    value,
  });
}

async function activityAt(time: number): Promise<ActivityHour | undefined> {
  const hour = hourOf(time);
  const { data } = await activityHours()
    .get({ month: hour.slice(0, 7), hour })
    .go();
  return data ?? undefined;
}

const progress = async () => (await jobStates().get({ job: 'activity-rollup' }).go()).data?.progress;
const NOTHING = { registrations: 0, logins: 0, failedLogins: 0, cartsStarted: 0, productsAdded: 0, productsRemoved: 0 };

describe('the roll-up of what customers did', () => {
  it('is a step of one name for each hour in the trace, which says the hour', async () => {
    const xray = await startSegmentListener();
    Object.assign(process.env, {
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${xray.port}`,
      _X_AMZN_TRACE_ID: `Root=1-66000000-${'0'.repeat(24)};Parent=${'f'.repeat(16)};Sampled=1`,
    });
    await run(FIRST - 30 * DAY);
    delete process.env.AWS_XRAY_DAEMON_ADDRESS;
    const documents = await xray.received('handler');
    xray.stop();
    const hours = documents.filter(({ name }) => name === 'roll up').map(({ annotations }) => annotations?.hour);
    expect(hours).toEqual(Array.from({ length: 25 }, (_, index) => hourOf(FIRST - 31 * DAY + index * HOUR)));
  });

  it('keeps CloudWatch’s sums of each hour, 0 for what did not happen', async () => {
    emitted('Registrations', {}, 1, FIRST + MINUTE);
    emitted('Registrations', {}, 1, FIRST + 59 * MINUTE);
    emitted('Logins', { Result: 'succeeded' }, 3, FIRST + 2 * MINUTE);
    emitted('Logins', { Result: 'failed' }, 2, FIRST + HOUR);
    emitted('CartOperations', { Operation: 'add' }, 4, FIRST + 5 * MINUTE);
    await run(FIRST + 3 * HOUR);
    expect(await activityAt(FIRST)).toMatchObject({ ...NOTHING, registrations: 2, logins: 3, productsAdded: 4 });
    expect(await activityAt(FIRST + HOUR)).toMatchObject({ ...NOTHING, failedLogins: 2 });
    expect(await activityAt(FIRST + 2 * HOUR)).toMatchObject(NOTHING);
  });

  it('begins a day ago when it never ran, and goes on with the first hour that may still change', async () => {
    await run(FIRST + 4 * HOUR + 10 * MINUTE);
    expect(await activityAt(FIRST + 4 * HOUR - DAY)).toMatchObject(NOTHING);
    expect(await activityAt(FIRST + 2 * HOUR - DAY)).toBeUndefined();
    expect(await progress()).toBe(hourOf(FIRST + 3 * HOUR));
  });

  it('takes in what came late to an hour that is not closed', async () => {
    await run(FIRST + 4 * HOUR + 10 * MINUTE);
    emitted('CartsStarted', {}, 5, FIRST + 3 * HOUR + 50 * MINUTE);
    await run(FIRST + 5 * HOUR + 10 * MINUTE);
    expect(await activityAt(FIRST + 3 * HOUR)).toMatchObject({ cartsStarted: 5 });
  });
});
