import { describe, expect, it } from 'vitest';
import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { highErrorRate } from '../../monitoring/alarms/errors.ts';
import { type CostLine, MILLION_REQUESTS, monthlyCost } from '../../monitoring/cost.ts';
import { DASHBOARDS } from '../../monitoring/dashboards.ts';

const dollars = (lines: readonly CostLine[], item: string) => lines.find((line) => line.item === item)?.dollars;
const cost = (change: Partial<typeof MILLION_REQUESTS> = {}, services = 1) =>
  monthlyCost(ALARMS, DASHBOARDS, () => services, { ...MILLION_REQUESTS, ...change });

describe('monthlyCost', () => {
  it('is free of usage charges without requests', () => {
    const lines = cost({ requests: 0 }).filter((line) => !['Custom metrics', 'Alarms'].includes(line.item));
    expect(lines.map((line) => line.dollars)).toEqual(lines.map(() => 0));
  });

  it('charges each service of a custom metric as a metric of its own, beyond the ten free ones', () => {
    const one = dollars(cost({}, 10), 'Custom metrics') ?? 0;
    const more = dollars(cost({}, 11), 'Custom metrics') ?? 0;
    expect(more - one).toBeCloseTo(9 * 0.3);
  });

  it('charges an alarm for each metric it reads, beyond the ten free ones', () => {
    const many = Array.from({ length: 20 }, () => highErrorRate);
    expect(
      dollars(
        monthlyCost(many, [], () => 1, MILLION_REQUESTS),
        'Alarms',
      ),
    ).toBeCloseTo(30 * 0.1);
  });

  it('charges traces beyond the free hundred thousand', () => {
    expect(dollars(cost({ tracedShare: 1 }), 'X-Ray traces')).toBeCloseTo(4.5);
  });
});
