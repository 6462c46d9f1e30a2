import { describe, expect, it } from 'vitest';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { highErrorRate } from '../../monitoring/alarms/errors.ts';
import { type CostLine, monthlyCost, scrapeCost } from '../../monitoring/cost.ts';
import { customMetricCount } from '../../monitoring/custom-metric-count.ts';
import { DASHBOARDS } from '../../monitoring/dashboards/dashboards.ts';
import { FUNCTION_IDS, HTTP_FUNCTION_IDS } from '../../monitoring/resources.ts';
import { MILLION_REQUESTS, type ScheduledRun } from '../../monitoring/traffic.ts';

const [checkout] = MILLION_REQUESTS.kinds.filter(({ service }) => service === 'checkout');
if (checkout === undefined) throw new Error('the assumed month has no checkout');
const [probe] = MILLION_REQUESTS.schedules;
if (probe === undefined) throw new Error('the assumed month has no probe');

const dollars = (lines: readonly CostLine[], item: string) => lines.find((line) => line.item === item)?.dollars;
const cost = (change: Partial<typeof MILLION_REQUESTS> = {}) =>
  monthlyCost(ALARMS, DASHBOARDS, { ...MILLION_REQUESTS, schedules: [], ...change });
const schedule = (change: Partial<ScheduledRun>) => [{ ...probe, runsPerMonth: 1_000_000, requests: 0, ...change }];

describe('monthlyCost', () => {
  it('is free of usage charges without requests', () => {
    const lines = cost({ requests: 0 }).filter((line) => !['Custom metrics', 'Alarms'].includes(line.item));
    expect(lines.map((line) => line.dollars)).toEqual(lines.map(() => 0));
  });

  it('charges every combination of dimension values as a metric of its own, beyond the ten free ones', () => {
    expect(dollars(cost(), 'Custom metrics')).toBeCloseTo((customMetricCount() - 10) * 0.3);
  });

  it('charges an alarm for each metric it reads, beyond the ten free ones', () => {
    const many = Array.from({ length: 20 }, () => highErrorRate);
    expect(dollars(monthlyCost(many, [], MILLION_REQUESTS), 'Alarms')).toBeCloseTo(30 * 0.1);
  });

  it('charges traces beyond the free hundred thousand', () => {
    expect(dollars(cost({ tracedShare: 1 }), 'X-Ray traces')).toBeCloseTo(4.5);
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
    const kinds = [{ ...checkout, share: 1, milliseconds: 1_000, gigabytes: 0.5 }];
    expect(dollars(cost({ kinds }), 'Functions')).toBeCloseTo(100_000 * 0.0000133334);
  });
});

describe('monthlyCost of what runs by schedule', () => {
  it.each([
    ['X-Ray traces', { tracedShare: 1, schedules: schedule({}) }, 4.5],
    ['X-Ray traces', { tracedShare: 1, schedules: schedule({ requests: 2 }) }, 14.5],
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
