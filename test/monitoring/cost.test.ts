import { describe, expect, it } from 'vitest';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';
import { highErrorRate } from '../../monitoring/alarms/errors.ts';
import { conversionFallen } from '../../monitoring/alarms/sales.ts';
import { DESIGN_BUDGET } from '../../monitoring/budget.ts';
import { CLOUDWATCH_DASHBOARDS } from '../../monitoring/cloudwatch-dashboards/cloudwatch-dashboards.ts';
import { monthlyCost, scrapeCost, total } from '../../monitoring/cost.ts';
import type { Billed, CostLine } from '../../monitoring/cost-line.ts';
import { billedMetrics } from '../../monitoring/metric-hours.ts';
import { FUNCTION_IDS, HTTP_FUNCTION_IDS } from '../../monitoring/resources.ts';
import { MILLION_REQUESTS, type ScheduledRun, type Traffic } from '../../monitoring/traffic.ts';
import { monthlyBill } from '../../operations/bill/monthly-bill.ts';
import { defaultSettings } from '../../settings/defaults.ts';

const [checkout] = MILLION_REQUESTS.kinds.filter(({ service }) => service === 'checkout');
if (checkout === undefined) throw new Error('the assumed month has no checkout');
const [probe] = MILLION_REQUESTS.schedules;
if (probe === undefined) throw new Error('the assumed month has no probe');

const ALL = { admin: 1, checkout: 1, others: 1 };
const dollars = (lines: readonly CostLine[], item: string) => lines.find((line) => line.item === item)?.dollars;
const bill = (change: Partial<Billed> = {}) =>
  monthlyCost({
    alarms: ALARMS,
    composites: COMPOSITES,
    dashboards: CLOUDWATCH_DASHBOARDS,
    traffic: MILLION_REQUESTS,
    ...change,
  });
const cost = (change: Partial<Traffic> = {}) => bill({ traffic: { ...MILLION_REQUESTS, schedules: [], ...change } });
const schedule = (change: Partial<ScheduledRun>) => [{ ...probe, runsPerMonth: 1_000_000, requests: 0, ...change }];

describe('the bill of the default stage at a million requests a month', () => {
  const lines = bill();
  const table = lines.map(({ item, quantity, dollars }) => `${item}: ${quantity}: ${dollars.toFixed(2)}`).join('\n');

  it('is within the budget that monitoring/budget.ts sets, which is not two dollars more', () => {
    expect(total(lines), table).toBeLessThanOrEqual(DESIGN_BUDGET);
    expect(total(lines), 'the budget can be less').toBeGreaterThan(DESIGN_BUDGET - 2);
  });

  it('is the one that the settings of production give', () => {
    expect(monthlyBill(defaultSettings(true))).toEqual(lines);
  });

  it('has a line for all that is paid for', () => {
    const lineOf = { metrics: 'Custom metrics', alarms: 'Alarms', logs: 'Logs', traces: 'X-Ray traces' };
    const more = { dashboards: 'CloudWatch dashboards', Grafana: 'Amazon Managed Grafana', compute: 'Functions' };
    const last = { store: 'DynamoDB on demand', API: 'HTTP API' };
    const items = lines.map(({ item }) => item);
    expect(items).toEqual(expect.arrayContaining(Object.values({ ...lineOf, ...more, ...last })));
  });
});

describe('monthlyCost', () => {
  it('is free of usage charges without requests', () => {
    const standing = ['Custom metrics', 'Alarms', 'Composite alarms', 'Queues', 'Key of the alarm topics'];
    const lines = cost({ requests: 0 }).filter((line) => !standing.includes(line.item));
    expect(lines.map((line) => line.dollars)).toEqual(lines.map(() => 0));
  });

  it('tells how many custom metrics there are, and as how many months of one they are billed', () => {
    const billed = billedMetrics(MILLION_REQUESTS);
    const months = billed.reduce((sum, { share }) => sum + share, 0).toFixed(1);
    const line = bill().find(({ item }) => item === 'Custom metrics');
    expect(line?.quantity).toBe(`${billed.length} metrics, billed as ${months} metric-months`);
  });

  it('charges an alarm for each metric it reads, beyond the ten free ones', () => {
    const many = Array.from({ length: 20 }, () => highErrorRate);
    expect(dollars(bill({ alarms: many }), 'Alarms')).toBeCloseTo(30 * 0.1);
  });

  it('charges an alarm on a band for its two bounds, too', () => {
    const many = Array.from({ length: 20 }, () => conversionFallen);
    expect(dollars(bill({ alarms: many }), 'Alarms')).toBeCloseTo((20 * (2 + 2) - 10) * 0.1);
  });

  it('charges every composite alarm', () => {
    expect(dollars(bill({ composites: COMPOSITES.slice(0, 3) }), 'Composite alarms')).toBeCloseTo(1.5);
  });

  it.each([
    ['everything that is recorded', { traced: ALL, kinds: [{ ...checkout, share: 1, invocations: 1 }] }, 4.5],
    ['what follows from a request', { traced: ALL, kinds: [{ ...checkout, share: 1, invocations: 2 }] }, 9.5],
    ['a share of it', { traced: { ...ALL, checkout: 0.5 }, kinds: [{ ...checkout, share: 1, invocations: 1 }] }, 2],
  ])('charges %s beyond the free hundred thousand traces', (_, change, expected) => {
    expect(dollars(cost(change), 'X-Ray traces')).toBeCloseTo(expected);
  });

  it('charges Lambda’s polls of empty queues, beyond the free million', () => {
    expect(dollars(cost({ requests: 0, polledQueues: 1 }), 'Queues')).toBe(0);
    expect(dollars(cost({ requests: 0, polledQueues: 2 }), 'Queues')).toBeCloseTo(0.296 * 0.4);
  });

  it('charges a transactional write and an index copy like writes of their own', () => {
    const kinds = [{ ...checkout, share: 1, readUnits: 0, writeUnits: 3 }];
    expect(dollars(cost({ kinds }), 'DynamoDB on demand')).toBeCloseTo(3 * 0.625);
  });

  it('charges a consistent read in full', () => {
    const kinds = [{ ...checkout, share: 1, readUnits: 1, writeUnits: 0 }];
    expect(dollars(cost({ kinds }), 'DynamoDB on demand')).toBeCloseTo(0.125);
  });

  it('charges memory for as long as functions run, beyond the free 400,000 GB-seconds', () => {
    const kinds = [{ ...checkout, share: 1, invocations: 1, milliseconds: 1_000, gigabytes: 0.5 }];
    expect(dollars(cost({ kinds }), 'Functions')).toBeCloseTo(100_000 * 0.0000133334);
  });
});

describe('monthlyCost of what runs by schedule', () => {
  it.each([
    ['X-Ray traces', { traced: ALL, schedules: schedule({}) }, 4.5],
    ['X-Ray traces', { traced: ALL, schedules: schedule({ requests: 2 }) }, 14.5],
    ['X-Ray traces', { traced: { ...ALL, others: 0 }, schedules: schedule({ requests: 2, alwaysRecorded: 1 }) }, 4.5],
    ['HTTP API', { schedules: schedule({ requests: 2 }) }, 2],
    ['Logs', { schedules: schedule({ logBytes: 7_000 }) }, 1],
    ['Metrics read', { schedules: schedule({ metricsRead: 5 }) }, 50],
    ['DynamoDB on demand', { schedules: schedule({ readUnits: 1, writeUnits: 2 }) }, 0.125 + 1.25],
  ])('charges %s like those of shoppers, though nobody comes', (item, change, expected) => {
    expect(dollars(cost({ requests: 0, ...change }), item)).toBeCloseTo(expected);
  });
});

it('a Prometheus server is charged for each metric of each scrape', () => {
  expect(scrapeCost(100, 1)).toBeCloseTo(43.2);
  expect(scrapeCost(100, 5)).toBeCloseTo(8.64);
});

describe('the assumed month', () => {
  it('has as many queues as Lambda polls', () => {
    const polled = FUNCTION_IDS.filter((id) =>
      ['queue', 'topics', 'alarms'].includes(FUNCTIONS[id].source?.type ?? ''),
    );
    expect(MILLION_REQUESTS.polledQueues).toBe(polled.length);
  });

  it('is made of requests to every function that serves routes', () => {
    expect(MILLION_REQUESTS.kinds.map(({ service }) => service).sort()).toEqual([...HTTP_FUNCTION_IDS].sort());
    expect(MILLION_REQUESTS.kinds.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  it('is made of the runs of every function that has a schedule, as many as there are in thirty days', () => {
    const MINUTES = { minute: 1, minutes: 1, hour: 60, hours: 60 };
    const deployed = FUNCTION_IDS.flatMap((id) => {
      const { source } = FUNCTIONS[id];
      if (source?.type !== 'schedule') return [];
      const [, amount, unit] = /(\d+) (minutes?|hours?)/.exec(source.rate) ?? [];
      return [[id, 43_200 / (Number(amount) * MINUTES[unit as keyof typeof MINUTES])]];
    });
    const assumed = MILLION_REQUESTS.schedules.map(({ service, runsPerMonth }) => [service, runsPerMonth]);
    expect(assumed.toSorted()).toEqual(deployed.toSorted());
  });

  it.each([...MILLION_REQUESTS.kinds, ...MILLION_REQUESTS.schedules])(
    'has $service’s memory as it is deployed',
    ({ service, gigabytes }) => {
      expect(gigabytes * 1_024).toBe(FUNCTIONS[service].memorySize);
    },
  );

  it.each(MILLION_REQUESTS.kinds)('writes in $service only if it may write', ({ service, writeUnits }) => {
    const writes = FUNCTIONS[service].permissions.some((permission) => /^table:(Put|Update|Delete)/.test(permission));
    expect(writeUnits > 0).toBe(writes);
  });
});
