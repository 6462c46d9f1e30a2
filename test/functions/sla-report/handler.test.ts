import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { incidents } from '../../../functions/lib/entities/incident.ts';
import { jobRuns } from '../../../functions/lib/entities/job-run.ts';
import { jobStates } from '../../../functions/lib/entities/job-state.ts';
import { slaReports } from '../../../functions/lib/entities/sla-report.ts';
import { incidentId } from '../../../functions/lib/incidents/incident-id.ts';
import { pagesAbout } from '../../../functions/lib/incidents/incident-store.ts';
import { incidentsOf } from '../../../functions/lib/slos/find-causes.ts';
import { objectivesAnswer } from '../../../functions/ops/read-slos.ts';
import type { Objectives, ReportAnswer, Reports } from '../../../functions/ops/slo-responses.ts';
import { handler } from '../../../functions/sla-report/handler.ts';
import { AwsError } from '../../../local/aws/aws-error.ts';
import type { Operation } from '../../../local/aws/aws-service.ts';
import { createClock } from '../../../local/clock.ts';
import { type CloudWatch, createCloudWatch } from '../../../local/cloudwatch/create-cloudwatch.ts';
import { deployMonitoring } from '../../../local/deploy/deploy-monitoring.ts';
import { API_ID } from '../../../local/deploy/place.ts';
import { ALARMS } from '../../../monitoring/alarms/alarms.ts';
import { COMPOSITES } from '../../../monitoring/alarms/composites.ts';
import type { Unit } from '../../../monitoring/cloudwatch.ts';
import { defaultSettings } from '../../../settings/defaults.ts';
import { lambdaContext, NOON } from '../../support/http-event.ts';
import { type EmbeddedOps, startEmbeddedOps } from '../ops/embedded-ops.ts';

const ROUTES = defaultSettings(false).notifications;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The last Monday that is over, in the time zone of the stage. */
const MONDAY = Date.parse('2026-05-24T22:00Z');
const OUTAGE = MONDAY + 2 * DAY + 9 * HOUR;
const WEEK = '2026-05-25-week';

let ops: EmbeddedOps;
let cloudWatch: CloudWatch;
let stop: () => Promise<void>;
/** Whether CloudWatch tells of alarms. */
let telling = true;

function record(name: string, unit: Unit, timestamp: number, value: number, count?: number): void {
  const shop = name === 'TimeToShip' || name === 'CheckoutFailures' || name === 'Orders';
  cloudWatch.record({
    ...{ name, unit, timestamp, value, ...(count === undefined ? {} : { count }) },
    namespace: shop ? 'SmallCart/local' : 'AWS/ApiGateway',
    dimensions: shop ? (name === 'Orders' ? { Status: 'created' } : {}) : { ApiId: API_ID },
  });
}

/** Fifteen minutes of traffic: how many requests, and how many of them failed. */
function traffic(at: number, requests: number, failed: number): void {
  record('Count', 'Count', at, requests);
  record('5xx', 'Count', at, failed);
  record('Latency', 'Milliseconds', at, 200, requests);
}

/** An incident of a quarter of an hour that is over. */
async function incident(openedAt: number): Promise<string> {
  const facts = { name: 'smallcart-local-shop-unavailable', title: 'Shop unavailable', severity: 'critical' } as const;
  const id = incidentId('shop', facts.name, openedAt);
  const resolvedAt = openedAt + 15 * MINUTE;
  await incidents()
    .put({
      ...{ id, group: 'shop', severity: 'critical', status: 'resolved' },
      ...{ openedAt, resolvedAt, timeline: [], expiresAt: Math.floor(NOON / 1_000) + 1_000_000 },
      alarms: [{ ...facts, state: 'OK', since: resolvedAt, raisedAt: openedAt, reason: '', notices: '', acted: true }],
    })
    .go();
  return id;
}

const run = (at: number) =>
  handler({ time: new Date(at).toISOString() }, { ...lambdaContext(), getRemainingTimeInMillis: () => 60_000 });

async function report(id: string): Promise<ReportAnswer['report']> {
  return (await ops.get<ReportAnswer>(`/api/ops/reports/${id}`, 'viewer')).body.report;
}

const told = () => pagesAbout(`notice:sla-report:${WEEK}`);

beforeAll(async () => {
  const store = new DatabaseSync(':memory:');
  const clock = createClock({ mode: 'simulated', speed: 1, start: NOON });
  cloudWatch = createCloudWatch({ clock, store, publish: () => undefined });
  await deployMonitoring(cloudWatch.service, NOON);
  const { service } = cloudWatch;
  const DescribeAlarms: Operation = (input, context) => {
    if (!telling) throw new AwsError('AccessDenied', 'Not told.', 403);
    return service.operations.DescribeAlarms?.(input, context);
  };
  ops = await startEmbeddedOps([{ ...service, operations: { ...service.operations, DescribeAlarms } }]);
  Object.assign(process.env, {
    ...{
      CHANNELS: '{}',
      LINK_KEY: 'a key of links of a test that is no secret',
      MAIL_TOPIC_ARN: 'arn:aws:sns:x:1:mail',
    },
    NOTIFICATION_ROUTES: JSON.stringify({
      ...ROUTES,
      businessHours: { ...ROUTES.businessHours, timeZone: 'Europe/Berlin' },
    }),
  });
  stop = async () => {
    await ops.stop();
    cloudWatch.stop();
    store.close();
  };
  for (let at = MONDAY; at < MONDAY + 7 * DAY; at += 15 * MINUTE) traffic(at, 1_000, 0);
  traffic(OUTAGE, 1_000, 500);
  record('Orders', 'Count', MONDAY + HOUR, 10);
  record('CheckoutFailures', 'Count', MONDAY + HOUR, 1);
  await incident(OUTAGE + 3 * MINUTE);
});
afterAll(() => stop());

describe('the report on the objectives', () => {
  it('is not written before the week is over and all of it has arrived', async () => {
    await run(MONDAY + 7 * DAY + 14 * MINUTE);
    expect((await ops.get<Reports>('/api/ops/reports', 'viewer')).body.reports).toEqual([]);
    expect(await told()).toEqual([]);
  });

  it('tells what became of each objective, when it was violated, and what else was the matter', async () => {
    await run(MONDAY + 7 * DAY + HOUR);
    const { kind, from, to, timeZone, objectives } = await report(WEEK);
    expect({ kind, from, to, timeZone }).toEqual({
      ...{ kind: 'week', timeZone: 'Europe/Berlin' },
      ...{ from: new Date(MONDAY).toISOString(), to: new Date(MONDAY + 7 * DAY).toISOString() },
    });
    const requests = 7 * 96 * 1_000 + 1_000;
    const [availability, latency, checkout, freshness] = objectives;
    expect(availability).toMatchObject({ total: requests, failed: 500, kept: true });
    expect(availability?.compliance).toBeCloseTo(1 - 500 / requests, 10);
    expect(availability?.budgetUsed).toBeCloseTo(500 / requests / 0.001, 8);
    expect(availability?.violations).toMatchObject([
      {
        from: new Date(OUTAGE).toISOString(),
        failed: 500,
        causes: [{ title: 'Shop unavailable', severity: 'critical' }],
      },
    ]);
    expect(latency).toMatchObject({ failed: 0, compliance: 1, budgetUsed: 0, kept: true, violations: [] });
    expect(checkout).toMatchObject({ total: 11, failed: 1, kept: false });
    expect(checkout?.violations).toMatchObject([
      { from: new Date(MONDAY + HOUR).toISOString(), failed: 1, causes: [] },
    ]);
    expect(freshness).toMatchObject({ total: 0, failed: 0, kept: true });
    expect(freshness).not.toHaveProperty('compliance');
  });

  it('is mailed in business hours, with what was not kept', async () => {
    const [page, ...more] = await told();
    expect(more).toEqual([]);
    expect(page).toMatchObject({ channel: 'email', contact: 'first', severity: 'info', status: 'due' });
    expect(page?.subject).toBe('Objectives of the week from 2026-05-25: 3 of 4 kept');
    expect(page?.body).toMatch(
      /Availability: 99\.925 % of 99\.9 %, kept; 74 % of the error budget used; violated once\./,
    );
    expect(page?.body).toMatch(
      /Checkout success: 90\.909 % of 99\.5 %, NOT KEPT; 1819 % of the error budget used; violated once\./,
    );
    expect(page?.body).toMatch(/Order freshness: nothing happened/);
    expect(page?.body).toContain(`https://shop.example/ops/reports/${WEEK}`);
  });

  it('is written and told once, whatever is counted later', async () => {
    const before = await report(WEEK);
    record('5xx', 'Count', OUTAGE + HOUR, 900);
    await run(MONDAY + 7 * DAY + 2 * HOUR);
    expect(await report(WEEK)).toEqual(before);
    expect(await told()).toHaveLength(1);
  });

  it('that was told by a run which died then is kept by the next one, and not told again', async () => {
    await slaReports().delete({ list: 'all', id: WEEK }).go();
    await jobStates().delete({ job: 'sla-report' }).go();
    await run(MONDAY + 7 * DAY + 3 * HOUR);
    expect(await report(WEEK)).toMatchObject({ id: WEEK, kind: 'week' });
    expect(await told()).toHaveLength(1);
  });

  it('of a month is written once the month is over; of a time without events there is none', async () => {
    await run(Date.parse('2026-05-31T23:00Z'));
    const { body } = await ops.get<Reports>('/api/ops/reports', 'viewer');
    expect(body.reports.map(({ id }) => id)).toEqual([WEEK, '2026-05-01-month']);
    await run(Date.parse('2026-08-10T12:00Z'));
    expect((await ops.get<Reports>('/api/ops/reports', 'viewer')).body.reports).toHaveLength(2);
  });

  it('costs a run nothing but its record once it is written', async () => {
    await run(Date.parse('2026-08-10T13:00Z'));
    const { data } = await jobRuns().query.byJob({ job: 'sla-report' }).go({ order: 'desc', limit: 1 });
    expect(data).toMatchObject([{ status: 'succeeded', processed: 0 }]);
  });
});

describe('a run', () => {
  const told = () => ops.output.logged().filter(({ message }) => message === 'An alarm is in this state.');

  it('tells the state of each alarm of the stage, whether it has changed or not', async () => {
    ops.output.clear();
    await run(NOON);
    const known = [...ALARMS, ...COMPOSITES].map(({ id }) => `smallcart-local-${id}`);
    expect(told().map(({ alarm }) => alarm)).toHaveLength(known.length);
    expect(new Set(told().map(({ alarm }) => alarm))).toEqual(new Set(known));
    expect(told()).toContainEqual(expect.objectContaining({ alarm: 'smallcart-local-shop-unavailable', state: 'OK' }));
  });

  it('is none the worse for it when CloudWatch does not tell', async () => {
    ops.output.clear();
    telling = false;
    await run(NOON + HOUR);
    telling = true;
    expect(told()).toEqual([]);
    expect(ops.output.logged()).toContainEqual(
      expect.objectContaining({ level: 'WARN', message: 'The states of the alarms could not be read.' }),
    );
    const { data } = await jobRuns().query.byJob({ job: 'sla-report' }).go({ order: 'desc', limit: 1 });
    expect(data).toMatchObject([{ status: 'succeeded' }]);
  });
});

test('what failed at the edge of a week has its reason among incidents that were told of, or over, beyond the edge', async () => {
  const [from, to] = [MONDAY - 3 * DAY, MONDAY - 2 * DAY];
  const before = await incident(from - 40 * MINUTE);
  const after = await incident(to + 5 * MINUTE);
  for (const at of [from - 50 * MINUTE, to + 31 * MINUTE]) await incident(at);
  const found = (await incidentsOf(from, to)).map(({ id }) => id);
  expect(found).toEqual([after, before]);
});

describe('the routes of objectives and reports', () => {
  it('list reports by pages, and refuse a cursor that is none', async () => {
    const first = await ops.get<Reports>('/api/ops/reports?limit=1', 'viewer');
    expect(first.body).toMatchObject({ reports: [{ id: WEEK }], nextCursor: WEEK });
    const second = await ops.get<Reports>(`/api/ops/reports?limit=1&cursor=${first.body.nextCursor}`, 'admin');
    expect(second.body).toMatchObject({ reports: [{ id: '2026-05-01-month' }], nextCursor: null });
    expect((await ops.get('/api/ops/reports?cursor=x', 'viewer')).status).toBe(400);
  });

  it.each(['2026-05-18-week', 'week', '99999-05-18-week'])('know no report %s', async (id) => {
    expect((await ops.get(`/api/ops/reports/${id}`, 'viewer')).status).toBe(404);
  });

  it.each(['/api/ops/slos', '/api/ops/reports', `/api/ops/reports/${WEEK}`])('keep %s from customers', async (path) => {
    expect((await ops.get(path)).status).toBe(401);
    expect((await ops.get(path, 'customer')).status).toBe(403);
  });

  it('tell each objective’s last thirty days, what is left of its budget, and how fast that is used up', async () => {
    traffic(NOON - 3 * HOUR, 3_000, 0);
    traffic(NOON - 30 * MINUTE, 1_000, 20);
    for (let minute = 1; minute <= 4; minute++) record('TimeToShip', 'Seconds', NOON - minute * HOUR, minute * 400);
    const { body } = await ops.get<Objectives>('/api/ops/slos', 'viewer');
    const [availability, , , freshness] = body.objectives;
    expect(availability).toMatchObject({
      alarm: { name: 'smallcart-local-availability-burn', state: 'OK' },
      burnRates: [
        { window: '1h', burnRate: expect.closeTo(20, 8), threshold: 14.4 },
        { window: '6h', burnRate: expect.closeTo(5, 8), threshold: 6 },
      ],
    });
    expect(availability?.days.at(-1)).toMatchObject({ day: '2026-06-01', total: 4_000, failed: 20 });
    expect(freshness).toMatchObject({
      total: 4,
      failed: 2,
      compliance: 0.5,
      burnRates: [{ window: '6h', burnRate: 50 }],
    });
    expect(freshness?.budgetUsed).toBeCloseTo(50, 8);
  });

  it('tell of an hour that is not over only what is past', async () => {
    traffic(NOON + 10 * MINUTE, 1_000, 200);
    const { objectives } = await objectivesAnswer(NOON + 30 * MINUTE);
    expect(objectives[0]?.violations.at(-1)?.to).toBe(new Date(NOON + 30 * MINUTE).toISOString());
  });
});
