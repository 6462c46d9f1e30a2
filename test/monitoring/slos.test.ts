import { describe, expect, it } from 'vitest';
import { isActing, namedAlarms } from '../../monitoring/alarms/acting.ts';
import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';
import { BUDGET_PERIOD, BURN_WINDOWS, burnAlarmId, errorBudget, windowAlarmId } from '../../monitoring/burn-rate.ts';
import { SEVERITIES } from '../../monitoring/resources.ts';
import { SLOS } from '../../monitoring/slos.ts';

/** The most metrics that alarms on windows may name: each is billed. */
const MOST_METRICS = 24;

const composite = (id: string | undefined) => COMPOSITES.find((each) => each.id === id);

describe.each(SLOS.map((slo) => [slo.title, slo] as const))('the objective of %s', (_title, slo) => {
  const burn = composite(burnAlarmId(slo));
  const windows = slo.speeds.flatMap((speed) =>
    (['long', 'short'] as const).map((length) => windowAlarmId(slo, speed, length)),
  );

  it('promises what its number says, and leaves something to lose', () => {
    expect(slo.promise).toContain(`${Number((100 * slo.objective).toFixed(3))} %`);
    expect(errorBudget(slo)).toBeGreaterThan(0);
  });

  it('has windows that are single datapoints, none of which tells anybody', () => {
    for (const id of windows) {
      expect(ALARMS.find((alarm) => alarm.id === id)).toMatchObject({ evaluationPeriods: 1, group: 'burn-rates' });
      expect(isActing(id)).toBe(false);
    }
  });

  it('tells by one alarm, which is silent while a cause that is at least as severe is told', () => {
    expect(isActing(burnAlarmId(slo))).toBe(true);
    const cause = composite(burn?.suppressor?.id);
    expect(cause && SEVERITIES.indexOf(cause.severity)).toBeLessThanOrEqual(SEVERITIES.indexOf(slo.severity));
  });

  it('stays silent until its short windows are empty after that', () => {
    const longest = Math.max(...slo.speeds.map((speed) => BURN_WINDOWS[speed].short));
    expect(burn?.suppressor?.extensionPeriod).toBeGreaterThan(longest);
    // An order is late after a quarter of an hour, when whoever tells of delayed orders has raised the alarm on the queue.
    const known = slo.id === 'freshness' ? 15 : 0;
    expect((burn?.suppressor?.waitPeriod ?? 0) / 60 + known).toBeGreaterThanOrEqual(slowestCause(slo.id));
  });

  it('is watched at rates that would use the budget up long before its time', () => {
    for (const speed of slo.speeds) expect(BURN_WINDOWS[speed].burnRate).toBeGreaterThan(1);
    for (const { long, short } of Object.values(BURN_WINDOWS)) {
      expect(long / short).toBe(12);
      expect(long).toBeLessThan(BUDGET_PERIOD);
    }
  });
});

/** Minutes within which the cause of an objective's burning is raised. */
function slowestCause(id: string): number {
  const cause = composite(composite(`${id}-burn`)?.suppressor?.id);
  const named = cause ? namedAlarms(cause.rule) : [];
  const raised = [...ALARMS, ...COMPOSITES].filter((alarm) => named.includes(alarm.id));
  return Math.max(...raised.map(({ promiseMinutes }) => promiseMinutes));
}

it('the windows of all objectives name no more metrics than may be paid for', () => {
  const metrics = ALARMS.filter(({ category }) => category === 'SLO').flatMap((alarm) => alarm.metrics);
  expect(metrics.filter(({ metric }) => metric !== undefined).length).toBeLessThanOrEqual(MOST_METRICS);
});
