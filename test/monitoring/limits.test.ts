import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AlarmDefinition } from '../../monitoring/alarms/alarm-definition.ts';
import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';
import { highErrorRate } from '../../monitoring/alarms/errors.ts';
import { metricAlarm } from '../../monitoring/alarms/metric-alarm.ts';
import { alarmFaults, compositeFaults } from '../../monitoring/limits.ts';
import { shopUnavailable, tableFailing } from '../support/composite-examples.ts';

describe('alarmFaults', () => {
  const cases: readonly (readonly [
    string,
    Partial<Pick<AlarmDefinition, 'period' | 'evaluationPeriods' | 'datapointsToAlarm' | 'metrics'>>,
    string,
  ])[] = [
    ['a period that CloudWatch does not know', { period: 45 }, 'period must be'],
    ['more datapoints to alarm than periods', { datapointsToAlarm: 6 }, 'must not exceed evaluationPeriods'],
    ['no datapoint to alarm', { datapointsToAlarm: 0 }, 'at least 1'],
    ['more than a day of short periods', { period: 60, evaluationPeriods: 1_441 }, 'must not exceed 86400 seconds'],
    ['more than a week of hours', { period: 3_600, evaluationPeriods: 169 }, 'must not exceed 604800 seconds'],
    ['two queries that return data', { metrics: [...highErrorRate.metrics, ...highErrorRate.metrics] }, 'exactly one'],
  ];
  it.each(cases)('finds %s', (_sentence, change, fault) => {
    expect(alarmFaults({ ...highErrorRate, ...change }).join()).toContain(`high-error-rate: `);
    expect(alarmFaults({ ...highErrorRate, ...change }).join()).toContain(fault);
  });

  describe('of an alarm whose threshold is a band', () => {
    const { threshold: _threshold, ...rule } = highErrorRate;
    const band = { id: 'band', expression: 'ANOMALY_DETECTION_BAND(requests, 3)' };
    const requests = { ...highErrorRate.metrics[2], returnData: true };
    const alarm: AlarmDefinition = { ...rule, metrics: [requests, band], thresholdMetricId: 'band' };

    it('finds none where the metric and its band return data', () => {
      expect(alarmFaults(alarm)).toEqual([]);
    });

    it('finds a metric that returns nothing to compare with the band', () => {
      expect(alarmFaults({ ...alarm, metrics: [{ ...requests, returnData: false }, band] }).join()).toContain(
        'exactly the metric and its band',
      );
    });

    it('finds a threshold that is no band', () => {
      expect(alarmFaults({ ...alarm, thresholdMetricId: 'requests' }).join()).toContain(
        'must be an ANOMALY_DETECTION_BAND',
      );
    });
  });

  it('allows a week of hours', () => {
    expect(alarmFaults({ ...highErrorRate, period: 3_600, evaluationPeriods: 168 })).toEqual([]);
  });
});

describe.each(ALARMS.map((alarm) => [alarm.title, alarm] as const))('the alarm %s', (_title, alarm) => {
  const resolved = metricAlarm(alarm, { stage: 'test', resolve: () => 'name' });

  it('keeps CloudWatch’s limits', () => {
    expect(alarmFaults(alarm)).toEqual([]);
    expect(resolved.alarmDescription.length).toBeLessThanOrEqual(1_024);
  });

  it('can be raised within its promise', () => {
    // The datapoints needed, the minute in which the fault begins, and the minute until the next evaluation. The window of a
    // burn rate is above its threshold long before it is full of failures.
    const minutes = alarm.category === 'SLO' ? 1 : (alarm.datapointsToAlarm * alarm.period) / 60;
    expect(minutes + 2).toBeLessThanOrEqual(alarm.promiseMinutes);
  });
});

describe.each([...ALARMS, ...COMPOSITES].map((alarm) => [alarm.title, alarm] as const))('%s', (_title, { runbook }) => {
  it('has a runbook that says what it means and what to do', () => {
    const path = `monitoring/runbooks/${runbook}`;
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8')).toMatch(/\*\*Meaning\.\*\*.*\*\*Remedy\.\*\*.*\*\*Escalation\.\*\*/s);
  });
});

describe('compositeFaults', () => {
  const children = ['table-errors', 'table-throttles'];
  const many = Array.from({ length: 101 }, (_, at) => `alarm-${at}`);
  const cases = [
    ['a child that is defined later, or nowhere', tableFailing, ['table-errors'], 'there is no table-throttles before'],
    [
      'a suppressor that is defined later',
      shopUnavailable,
      [...children, 'high-error-rate'],
      'no table-failing before',
    ],
    ['more children than a rule may name', { ...tableFailing, rule: { any: many } }, many, 'at most 100 alarms'],
    ['a longer rule than CloudWatch takes', { ...tableFailing, rule: { all: ['x'.repeat(10_240)] } }, [], '10,240'],
    ['a longer description', { ...tableFailing, notices: 'x'.repeat(1_025) }, children, '1,024'],
  ] as const;
  it.each(cases)('finds %s', (_sentence, composite, earlier, fault) => {
    expect(compositeFaults(composite, new Set<string>(earlier)).join()).toContain(fault);
  });

  it('finds none in what is defined, each after those that it names', () => {
    const ids = [...ALARMS, ...COMPOSITES].map(({ id }) => id);
    const faults = COMPOSITES.flatMap((composite) =>
      compositeFaults(composite, new Set(ids.slice(0, ids.indexOf(composite.id)))),
    );
    expect(faults).toEqual([]);
  });
});

it('alarms and composites have names of their own', () => {
  const all = [...ALARMS, ...COMPOSITES];
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});
