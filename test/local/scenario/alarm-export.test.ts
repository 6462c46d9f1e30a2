import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAlarmExport } from '../../../local/scenario/alarm-export.ts';
import { findAlarm } from '../../../local/scenario/scenario-alarm.ts';

const EXPORT = readFileSync(join(import.meta.dirname, 'fixtures/bookshop/describe-alarms.json'), 'utf8');

describe('an export of alarms', () => {
  const source = readAlarmExport('describe-alarms.json', EXPORT);

  it('holds metric and composite alarms as they were put, in the region and account of their ARNs', () => {
    expect(source.alarms.map(({ kind }) => kind)).toEqual([...Array(6).fill('metric'), 'composite']);
    expect(findAlarm(source, 'bookshop-prod-errors')).toMatchObject({
      region: 'eu-central-1',
      accountId: '111122223333',
    });
    const described = source.alarms
      .flatMap(({ input }) => Object.keys(input))
      .filter((member) => /^State|Arn$|Timestamp$/.test(member));
    expect(described).toEqual([]);
  });

  it('finds an alarm by its ARN too', () => {
    const arn = 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:bookshop-prod-errors';
    expect(findAlarm(source, arn)?.name).toBe('bookshop-prod-errors');
    expect(findAlarm(source, `${arn}-x`)).toBeUndefined();
  });

  it.each([
    ['one input of PutMetricAlarm', '{"AlarmName": "a", "Threshold": 1}'],
    ['a list of inputs', '[{"AlarmName": "a", "Threshold": 1}]'],
    [
      'the pages of several answers',
      '[{"MetricAlarms": [{"AlarmName": "a", "Threshold": 1}]}, {"CompositeAlarms": []}]',
    ],
    ['members without a value', '{"AlarmName": "a", "Threshold": 1, "Unit": null}'],
  ])('may be %s', (_says, json) => {
    expect(readAlarmExport('a.json', json).alarms).toMatchObject([
      { id: 'a', kind: 'metric', input: { AlarmName: 'a', Threshold: 1 } },
    ]);
    expect(readAlarmExport('a.json', json).alarms[0]?.input).not.toHaveProperty('Unit');
  });
});
