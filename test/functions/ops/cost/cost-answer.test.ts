import { describe, expect, test } from 'vitest';
import { costAnswer } from '../../../../functions/ops/cost/cost-answer.ts';
import type { MeasuredUsage } from '../../../../functions/ops/cost/read-usage.ts';
import { total } from '../../../../monitoring/cost.ts';
import type { FunctionUsage } from '../../../../monitoring/measured-traffic.ts';
import type { FunctionId } from '../../../../monitoring/resources.ts';
import { billedSettings, expectedTraffic, stageBill } from '../../../../monitoring/stage-bill.ts';
import { MILLION_REQUESTS } from '../../../../monitoring/traffic.ts';
import { defaultSettings } from '../../../../settings/defaults.ts';

const NOW = Date.UTC(2026, 10, 21);
const DAY = 86_400_000;
const SETTINGS = billedSettings(defaultSettings(true));
const measured = (days: number, ...usage: readonly (readonly [FunctionId, FunctionUsage])[]): MeasuredUsage => ({
  ...{ usage: new Map(usage), from: NOW - days * DAY, to: NOW },
});
const used = (invocations: number, milliseconds = 0, logBytes = 0) => ({ invocations, milliseconds, logBytes });
const dollarsOf = ({ lines }: ReturnType<typeof costAnswer>, item: string) =>
  lines.find((line) => line.item === item)?.projected.dollars ?? Number.NaN;

describe('a month like the time that was measured', () => {
  test('has as many requests as that time would bring', () => {
    const answer = costAnswer(
      SETTINGS,
      measured(3, ['catalog', used(1_000)], ['cart', used(500)], ['probe', used(9)]),
      [],
      NOW,
    );
    expect(answer.measured).toMatchObject({ requests: 1_500, from: '2026-11-18T00:00:00.000Z' });
    expect(answer.requests.projected).toBe(15_000);
  });

  test('is billed for them by the same prices, whether a day was measured or ten', () => {
    const one = costAnswer(SETTINGS, measured(1, ['catalog', used(300_000, 6e6, 4e8)]), [], NOW);
    const ten = costAnswer(SETTINGS, measured(10, ['catalog', used(3_000_000, 6e7, 4e9)]), [], NOW);
    expect(dollarsOf(one, 'HTTP API')).toBeCloseTo(9);
    expect(ten.total.projected).toBeCloseTo(one.total.projected);
  });

  test('costs less than one with more requests, and tells what is expected beside it', () => {
    const few = costAnswer(SETTINGS, measured(1, ['catalog', used(1)]), [], NOW);
    const many = costAnswer(SETTINGS, measured(1, ['catalog', used(1_000_000)]), [], NOW);
    expect(few.total.projected).toBeLessThan(many.total.projected);
    expect(few.total.expected).toBe(total(stageBill(SETTINGS, expectedTraffic(SETTINGS))));
    expect(few.lines.reduce((sum, { projected }) => sum + projected.dollars, 0)).toBeCloseTo(few.total.projected);
  });
});

test('the requests that are expected are counted as measured ones are: those that the probe sends are among them', () => {
  const { requests } = costAnswer(SETTINGS, measured(1, ['catalog', used(1_000)]), [], NOW);
  const probed = MILLION_REQUESTS.schedules.reduce((sum, run) => sum + run.runsPerMonth * run.requests, 0);
  expect(probed).toBeGreaterThan(0);
  expect(requests.expected).toBe(SETTINGS.monthlyRequests + probed);
});

test('where nothing has run it is what the settings expect', () => {
  const answer = costAnswer(SETTINGS, undefined, [], NOW);
  expect(answer).not.toHaveProperty('measured');
  expect(answer.total.projected).toBe(answer.total.expected);
  expect(answer.functions).toEqual([]);
});

test('a stage without a budget tells none', () => {
  expect(costAnswer(SETTINGS, undefined, [], NOW).budget).toBe(SETTINGS.monthlyBudget);
  expect(costAnswer({ ...SETTINGS, monthlyBudget: 0 }, undefined, [], NOW)).not.toHaveProperty('budget');
});

test('functions and metrics are told by what they cost, the dearest first; functions that have not run are not', () => {
  const usage = measured(30, ['catalog', used(100, 2_000, 10)], ['cart', used(100, 900_000, 1e9)], ['admin', used(0)]);
  const { functions, metrics } = costAnswer(SETTINGS, usage, [], NOW);
  expect(functions.map(({ id, averageMs }) => [id, averageMs])).toEqual([
    ['cart', 9_000],
    ['catalog', 20],
  ]);
  expect(metrics.map(({ dollars }) => dollars)).toEqual(
    metrics.map(({ dollars }) => dollars).toSorted((a, b) => b - a),
  );
});

test('looking at a dashboard costs less the seldomer it is read, and around the clock more than in working hours', () => {
  for (const { costs, dashboard } of costAnswer(SETTINGS, undefined, [], NOW).viewers) {
    expect(
      costs.map(({ workingHours }) => workingHours),
      dashboard,
    ).toEqual(costs.map(({ workingHours }) => workingHours).toSorted((a, b) => b - a));
    for (const { workingHours, allHours } of costs) expect(allHours, dashboard).toBeGreaterThanOrEqual(workingHours);
  }
});
