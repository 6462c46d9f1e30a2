import { describe, expect, test } from 'vitest';
import { alarmCondition } from '../../../functions/ops/alarm-condition.ts';
import { parseAlarmDescription } from '../../../functions/ops/alarm-description.ts';
import { byUrgency, compositeAlarm, historyItem, metricAlarm } from '../../../functions/ops/alarms.ts';
import { readReasonData } from '../../../functions/ops/state-reason-data.ts';
import { alarmDescription } from '../../../monitoring/alarms/alarm-description.ts';
import { ALARMS } from '../../../monitoring/alarms/alarms.ts';

describe('an alarm’s description', () => {
  for (const alarm of ALARMS) {
    test(`${alarm.title}: what was written is read back`, () => {
      expect(parseAlarmDescription(alarmDescription(alarm))).toEqual({
        notices: alarm.notices,
        title: alarm.title,
        severity: alarm.severity,
        category: alarm.category,
        group: alarm.group,
        promise: `${alarm.promiseMinutes} min`,
        runbook: alarm.runbook,
      });
    });
  }

  const cases: Record<string, [string, object]> = {
    'made by hand is a warning of no category and no group': [
      'Disk is full',
      { notices: 'Disk is full', severity: 'warning', category: 'other', group: 'other' },
    ],
    'may be absent': ['', { notices: '', severity: 'warning', category: 'other', group: 'other' }],
    'with an unknown severity is a warning': [
      'x\nseverity: fatal',
      { notices: 'x', severity: 'warning', category: 'other', group: 'other' },
    ],
  };
  for (const [sentence, [description, expected]] of Object.entries(cases)) {
    test(sentence, () => expect(parseAlarmDescription(description)).toEqual(expected));
  }
});

describe('an alarm’s condition in words', () => {
  const rule = { EvaluationPeriods: 3, DatapointsToAlarm: 2, Threshold: 0 };
  const cases: Record<string, [Parameters<typeof alarmCondition>[0], string]> = {
    'of one metric': [
      { ...rule, MetricName: 'Errors', Period: 60, ComparisonOperator: 'GreaterThanThreshold' },
      'Errors > 0 for 2 of 3 periods of 1 min',
    ],
    'of metric math is told by the query that returns data': [
      {
        EvaluationPeriods: 5,
        Threshold: 5,
        ComparisonOperator: 'GreaterThanThreshold',
        Metrics: [
          { Id: 'e', ReturnData: false, MetricStat: { Metric: { MetricName: 'E' }, Period: 300, Stat: 'Sum' } },
          { Id: 'r', Expression: 'e * 2', Label: 'Rate (%)' },
        ],
      },
      'Rate (%) > 5 for 5 of 5 periods of 5 min',
    ],
    'of seconds': [
      { EvaluationPeriods: 1, MetricName: 'M', Period: 10, Threshold: 1, ComparisonOperator: 'LessThanThreshold' },
      'M < 1 for 1 of 1 periods of 10 s',
    ],
  };
  for (const [sentence, [alarm, expected]] of Object.entries(cases)) {
    test(sentence, () => expect(alarmCondition(alarm)).toBe(expected));
  }
});

describe('alarms as the console shows them', () => {
  const named = (name: string, state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA', severity: string) =>
    metricAlarm({ AlarmName: name, StateValue: state, AlarmDescription: `n\nseverity: ${severity}` });

  test('come with what needs a person first', () => {
    const alarms = [
      named('a', 'OK', 'critical'),
      named('b', 'ALARM', 'warning'),
      named('c', 'INSUFFICIENT_DATA', 'critical'),
      named('e', 'ALARM', 'critical'),
      named('d', 'ALARM', 'critical'),
    ];
    expect(alarms.toSorted(byUrgency).map(({ name }) => name)).toEqual(['d', 'e', 'b', 'c', 'a']);
  });

  test('since is when the state was entered, not when it was last confirmed', () => {
    const alarm = metricAlarm({
      AlarmName: 'a',
      StateTransitionedTimestamp: new Date('2026-11-21T10:00:00Z'),
      StateUpdatedTimestamp: new Date('2026-11-21T11:00:00Z'),
    });
    expect(alarm.since).toBe('2026-11-21T10:00:00.000Z');
  });

  test('a composite alarm shows its rule', () => {
    const alarm = compositeAlarm({ AlarmName: 'c', AlarmRule: 'ALARM("a") OR ALARM("b")', StateValue: 'OK' });
    expect(alarm).toMatchObject({ type: 'composite', condition: 'ALARM("a") OR ALARM("b")', state: 'OK', title: 'c' });
  });
});

test('a composite names those that it looks at, each once, in quotation marks or by ARN as its rule does', () => {
  const arn = 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:';
  const AlarmRule = `ALARM("a") AND (NOT ALARM('b') OR OK(${arn}c)) AND NOT INSUFFICIENT_DATA("a")`;
  const { members, suppressor } = compositeAlarm({ AlarmRule, ActionsSuppressor: `${arn}d` });
  expect([members, suppressor]).toEqual([['a', 'b', 'c'], 'd']);
});

describe('an alarm’s history', () => {
  const at = new Date('2026-11-21T10:00:00Z');
  const base = { Timestamp: at, HistorySummary: 'Alarm updated' };
  const change = { oldState: { stateValue: 'OK' }, newState: { stateValue: 'ALARM', stateReason: 'too high' } };
  const cases: Record<string, [Parameters<typeof historyItem>[0], object]> = {
    'a state update says from what to what and why': [
      { ...base, HistoryItemType: 'StateUpdate', HistoryData: JSON.stringify(change) },
      {
        at: at.toISOString(),
        summary: 'Alarm updated',
        type: 'StateUpdate',
        from: 'OK',
        to: 'ALARM',
        reason: 'too high',
      },
    ],
    'data that is not JSON leaves the summary': [
      { ...base, HistoryItemType: 'StateUpdate', HistoryData: '{' },
      { at: at.toISOString(), summary: 'Alarm updated', type: 'StateUpdate' },
    ],
    'data of null leaves the summary': [
      { ...base, HistoryItemType: 'StateUpdate', HistoryData: 'null' },
      { at: at.toISOString(), summary: 'Alarm updated', type: 'StateUpdate' },
    ],
    'an action has no states': [
      { ...base, HistoryItemType: 'Action', HistoryData: JSON.stringify(change) },
      { at: at.toISOString(), summary: 'Alarm updated', type: 'Action' },
    ],
  };
  for (const [sentence, [item, expected]] of Object.entries(cases)) {
    test(sentence, () => expect(historyItem(item)).toEqual(expected));
  }
});

describe('a datapoint that CloudWatch tells of', () => {
  const ABOVE = 'GreaterThanUpperThreshold';
  const BELOW = 'LessThanLowerThreshold';
  const OUTSIDE = 'LessThanLowerOrGreaterThanUpperThreshold';
  const cases: Record<string, [comparison: string, value: number, breaching: boolean]> = {
    'at a threshold is not above it': ['GreaterThanThreshold', 5, false],
    'at a threshold is at or above it': ['GreaterThanOrEqualToThreshold', 5, true],
    'at a threshold is not below it': ['LessThanThreshold', 5, false],
    'at a threshold is at or below it': ['LessThanOrEqualToThreshold', 5, true],
    'below a threshold is below it': ['LessThanThreshold', 4.9, true],
    'above a band is outside of it': [OUTSIDE, 8.1, true],
    'below a band is outside of it': [OUTSIDE, 1.9, true],
    'at the end of a band is within it': [OUTSIDE, 8, false],
    'below a band is not above it': [ABOVE, 1, false],
    'above a band is above it': [ABOVE, 9, true],
    'below a band is below it': [BELOW, 1, true],
    'above a band is not below it': [BELOW, 9, false],
    'held against what nobody knows breaches nothing': ['Unheard', 9, false],
  };
  test.each(Object.entries(cases))('%s', (_, [comparison, value, breaching]) => {
    const data = { threshold: 5, recentDatapoints: [value], recentLowerThresholds: [2], recentUpperThresholds: [8] };
    expect(readReasonData(JSON.stringify(data), comparison).points).toMatchObject([{ value, breaching }]);
  });

  test.each(['', 'no JSON', '[]', '7', 'null', '{"recentDatapoints":"x","evaluatedDatapoints":[null],"startDate":1}'])(
    'is none in %j',
    (json) => expect(readReasonData(json)).toEqual({ queriedAt: undefined, points: [], triggers: [] }),
  );
});
