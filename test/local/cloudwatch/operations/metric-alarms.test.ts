import { randomUUID } from 'node:crypto';
import {
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { START } from '../../../support/embedded-cloudwatch.ts';
import { serveCloudWatch } from '../../../support/serve-cloudwatch.ts';

const cloudWatch = await serveCloudWatch();
const { client } = cloudWatch;

describe('alarms over the wire', () => {
  const alarm = (AlarmName: string) => ({
    AlarmName,
    Namespace: cloudWatch.namespace,
    MetricName: 'a',
    Statistic: 'Sum' as const,
    Period: 60,
    EvaluationPeriods: 2,
    Threshold: 5,
    ComparisonOperator: 'GreaterThanThreshold' as const,
  });

  it('are described with their times as dates, filtered and paged', async () => {
    const prefix = `list-${randomUUID()}-`;
    const names = ['a', 'b', 'c'].map((letter) => prefix + letter);
    for (const name of names) await client.send(new PutMetricAlarmCommand(alarm(name)));
    const list = async (input: object) => client.send(new DescribeAlarmsCommand({ AlarmNamePrefix: prefix, ...input }));
    const first = await list({ MaxRecords: 2 });
    const second = await list({ MaxRecords: 2, NextToken: first.NextToken });
    const found = [...(first.MetricAlarms ?? []), ...(second.MetricAlarms ?? [])];
    expect(found.map(({ AlarmName }) => AlarmName)).toEqual(names);
    expect(found[0]).toMatchObject({
      StateUpdatedTimestamp: new Date(START),
      StateValue: 'INSUFFICIENT_DATA',
      Dimensions: [],
    });
    expect((await list({ StateValue: 'OK' })).MetricAlarms).toEqual([]);
    expect((await list({ AlarmTypes: ['CompositeAlarm'] })).MetricAlarms).toEqual([]);
    expect((await list({ ActionPrefix: 'arn:aws:sns' })).MetricAlarms).toEqual([]);
    const forMetric = await client.send(
      new DescribeAlarmsForMetricCommand({ Namespace: cloudWatch.namespace, MetricName: 'a' }),
    );
    expect(forMetric.MetricAlarms).toHaveLength(3);
  });

  it('have a history, tags and an end', async () => {
    const name = `life-${randomUUID()}`;
    await client.send(new PutMetricAlarmCommand({ ...alarm(name), Tags: [{ Key: 'a', Value: '1' }] }));
    await client.send(new SetAlarmStateCommand({ AlarmName: name, StateValue: 'OK', StateReason: 'by hand' }));
    const ResourceARN = `arn:aws:cloudwatch:us-east-1:000000000000:alarm:${name}`;
    await client.send(new TagResourceCommand({ ResourceARN, Tags: [{ Key: 'b', Value: '2' }] }));
    await client.send(new UntagResourceCommand({ ResourceARN, TagKeys: ['a'] }));
    expect((await client.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags).toEqual([
      { Key: 'b', Value: '2' },
    ]);
    await client.send(new DeleteAlarmsCommand({ AlarmNames: [name] }));
    const { AlarmHistoryItems } = await client.send(new DescribeAlarmHistoryCommand({ AlarmName: name }));
    expect(AlarmHistoryItems?.map(({ HistorySummary }) => HistorySummary)).toEqual([
      `Alarm "${name}" deleted`,
      'Alarm updated from INSUFFICIENT_DATA to OK',
      `Alarm "${name}" created`,
    ]);
    await expect(client.send(new ListTagsForResourceCommand({ ResourceARN }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(client.send(new DeleteAlarmsCommand({ AlarmNames: [name] }))).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
  });

  const metrics = (...queries: object[]) => ({
    MetricName: undefined,
    Namespace: undefined,
    Statistic: undefined,
    Period: undefined,
    Metrics: queries,
  });
  const query = (Id: string, Period = 60) => ({
    Id,
    ReturnData: false,
    MetricStat: { Metric: { Namespace: 'x', MetricName: 'y' }, Period, Stat: 'Sum' },
  });
  it.each([
    ['no threshold', { Threshold: undefined }, 'PutMetricAlarm request should have valid Threshold parameter'],
    [
      'no evaluation periods',
      { EvaluationPeriods: undefined },
      'PutMetricAlarm request should have an EvaluationPeriods parameter',
    ],
    ['no statistic', { Statistic: undefined }, 'PutMetricAlarm request should have a Statistic parameter'],
    ['two statistics', { ExtendedStatistic: 'p99' }, /PutMetricAlarm request can not be made with both/],
    [
      'an unknown extended statistic',
      { Statistic: undefined, ExtendedStatistic: 'p101' },
      /p101 for parameter ExtendedStatistic is not supported/,
    ],
    ['0 evaluation periods', { EvaluationPeriods: 0 }, /greater than or equal to 1/],
    [
      'more datapoints to alarm than periods',
      { DatapointsToAlarm: 3 },
      'DatapointsToAlarm must be less than or equal to EvaluationPeriods',
    ],
    ['a period of 45 seconds', { Period: 45 }, 'Period must be 10, 20, 30 or a multiple of 60'],
    [
      'more than a day',
      { Period: 60, EvaluationPeriods: 1441 },
      /across more than a day \(EvaluationPeriods \* Period must be <= 86400\)/,
    ],
    ['more than a week', { Period: 3600, EvaluationPeriods: 169 }, /across more than .* <= 604800\)/],
    [
      'an unknown treatment',
      { TreatMissingData: 'guess' },
      /Option guess is not supported for parameter TreatMissingData/,
    ],
    ['an unknown comparison', { ComparisonOperator: 'Near' }, /enum value set/],
    [
      'a band comparison without a band',
      { ComparisonOperator: 'GreaterThanUpperThreshold' },
      'ComparisonOperators for ranges require ThresholdMetricId to be set',
    ],
    [
      'six actions',
      { AlarmActions: new Array(6).fill('arn:aws:sns:us-east-1:0:t') },
      /at 'alarmActions' failed to satisfy constraint: Member must have length less than or equal to 5/,
    ],
    ['tags in notifications', { ActionConfiguration: {} }, /ActionConfiguration is not served/],
    ['an action of another kind', { AlarmActions: ['arn:aws:s3:::bucket'] }, 'Unsupported AWS vendor s3'],
    ['an action without a resource', { AlarmActions: ['arn:aws:sns:us-east-1'] }, 'Invalid arn syntax'],
    ['an EC2 action that is none', { OKActions: ['arn:aws:automate:us-east-1:ec2:sleep'] }, 'Invalid arn syntax'],
    ['an action that is no ARN', { OKActions: ['mail'] }, 'Invalid arn syntax: mail'],
    ['a metric and metric math', { Metrics: [query('m')] }, /MetricName should not be set if list of/],
    ['no returned series', metrics(query('m')), 'Exactly one element of the metrics list should return data.'],
    [
      'an array for a result',
      metrics(query('m'), { Id: 'e', Expression: 'METRICS()' }),
      /Metrics expression that return multi time series/,
    ],
    [
      'periods that differ',
      metrics(query('m'), query('n', 300), { Id: 'e', Expression: 'm + n' }),
      'All metrics of an alarm must have the same period.',
    ],
    [
      'math without a metric',
      metrics({ Id: 'e', Expression: 'TIME_SERIES(1)' }),
      'The metrics list must contain at least one metric.',
    ],
    [
      'eleven metrics',
      metrics(...Array.from({ length: 11 }, (_, i) => query(`m${i}`)), { Id: 'e', Expression: 'm1' }),
      'Too many metrics in alarm, maximum is 10',
    ],
    [
      'a band that is not among its metrics',
      { ThresholdMetricId: 'band', Threshold: undefined, ComparisonOperator: 'GreaterThanUpperThreshold' },
      'Metrics list must contain exactly one metric matching the ThresholdMetricId parameter',
    ],
  ])('are refused for %s', async (_, change, message) => {
    const name = `refused-${randomUUID()}`;
    await expect(client.send(new PutMetricAlarmCommand({ ...alarm(name), ...change } as never))).rejects.toThrow(
      message,
    );
    expect((await client.send(new DescribeAlarmsCommand({ AlarmNames: [name] }))).MetricAlarms).toEqual([]);
  });

  it.each([
    ['51 tags', Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: '' })), /greater than 50/],
    [
      'a tag key that AWS keeps for itself',
      [{ Key: 'aws:x', Value: '' }],
      /aws:x for parameter Tags.member.1.Key is invalid/,
    ],
    ['a tag value of 257 characters', [{ Key: 'k', Value: 'x'.repeat(257) }], /shorter than 257/],
  ])('are refused for %s', async (_, Tags, message) => {
    await expect(client.send(new PutMetricAlarmCommand({ ...alarm('tagged'), Tags }))).rejects.toThrow(message);
  });

  it('take only JSON as state reason data', async () => {
    const AlarmName = `data-${randomUUID()}`;
    await client.send(new PutMetricAlarmCommand(alarm(AlarmName)));
    const set = { AlarmName, StateValue: 'OK' as const, StateReason: 'by hand', StateReasonData: '{' };
    await expect(client.send(new SetAlarmStateCommand(set))).rejects.toMatchObject({ name: 'InvalidFormatFault' });
  });

  it.each([
    ['StateReason', { StateReason: 'x'.repeat(1024) }, /'stateReason' .* less than or equal to 1023/],
    [
      'StateReasonData',
      { StateReasonData: `"${'x'.repeat(4000)}"` },
      /'stateReasonData' .* less than or equal to 4000/,
    ],
  ])('take only so much %s', async (_, change, message) => {
    const set = { AlarmName: 'any', StateValue: 'OK' as const, StateReason: 'by hand', ...change };
    await expect(client.send(new SetAlarmStateCommand(set))).rejects.toThrow(message);
  });

  it('alone carry tags', async () => {
    const ResourceARN = 'arn:aws:sns:us-east-1:000000000000:topic';
    await expect(client.send(new ListTagsForResourceCommand({ ResourceARN }))).rejects.toThrow(
      /is not the ARN of an alarm/,
    );
  });

  it('that are unknown cannot be set', async () => {
    const set = new SetAlarmStateCommand({ AlarmName: 'no such', StateValue: 'OK', StateReason: '' });
    await expect(client.send(set)).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });
});
