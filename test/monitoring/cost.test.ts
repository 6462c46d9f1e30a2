import { describe, expect, it } from 'vitest';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { highErrorRate } from '../../monitoring/alarms/errors.ts';
import { type CostLine, MILLION_REQUESTS, monthlyCost } from '../../monitoring/cost.ts';
import { customMetricCount } from '../../monitoring/custom-metric-count.ts';
import { DASHBOARDS } from '../../monitoring/dashboards/dashboards.ts';
import { HTTP_FUNCTION_IDS } from '../../monitoring/resources.ts';

const [checkout] = MILLION_REQUESTS.kinds.filter(({ service }) => service === 'checkout');
if (checkout === undefined) throw new Error('the assumed month has no checkout');

const dollars = (lines: readonly CostLine[], item: string) => lines.find((line) => line.item === item)?.dollars;
const cost = (change: Partial<typeof MILLION_REQUESTS> = {}) =>
  monthlyCost(ALARMS, DASHBOARDS, { ...MILLION_REQUESTS, ...change });

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

describe('the assumed month', () => {
  it('is made of requests to every function that serves routes', () => {
    expect(MILLION_REQUESTS.kinds.map(({ service }) => service).sort()).toEqual([...HTTP_FUNCTION_IDS].sort());
    expect(MILLION_REQUESTS.kinds.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  it.each(MILLION_REQUESTS.kinds)('has $service’s memory as it is deployed', ({ service, gigabytes }) => {
    expect(gigabytes * 1_024).toBe(FUNCTIONS[service].memorySize);
  });

  it.each(MILLION_REQUESTS.kinds)('writes in $service only if it may write', ({ service, writeUnits }) => {
    const writes = FUNCTIONS[service].permissions.some((permission) => /^table:(Put|Update|Delete)/.test(permission));
    expect(writeUnits > 0).toBe(writes);
  });
});
