import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DeleteDashboardsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  GetDashboardCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListDashboardsCommand,
  ListMetricsCommand,
  ListTagsForResourceCommand,
  type MetricDatum,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import { type EmbeddedCloudWatch, embedCloudWatch, START } from '../../support/embedded-cloudwatch.ts';

const MINUTE = 60_000;

let system: EmbeddedCloudWatch;
let server: Server;
let client: CloudWatchClient;
let namespace: string;
const bugs: unknown[] = [];

beforeAll(async () => {
  system = embedCloudWatch();
  server = createAwsServer({
    services: [system.cloudWatch.service],
    control: () => ({ status: 404 }),
    now: () => system.clock.now(),
    region: 'us-east-1',
    accountId: '000000000000',
    onBug: (error) => bugs.push(error),
  });
  const port = await listenOnLoopback(server, 0);
  client = new CloudWatchClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});

afterAll(async () => {
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
  expect(bugs).toEqual([]);
});

beforeEach(() => {
  namespace = `Test/${randomUUID()}`;
});

const put = (...MetricData: MetricDatum[]) =>
  client.send(new PutMetricDataCommand({ Namespace: namespace, MetricData }));
const at = (minute: number) => new Date(START + minute * MINUTE);

async function sums(MetricName: string, Stat = 'Sum', Period = 60): Promise<(number | undefined)[]> {
  const MetricStat = { Metric: { Namespace: namespace, MetricName }, Period, Stat };
  const answer = await client.send(
    new GetMetricDataCommand({
      MetricDataQueries: [{ Id: 'm', MetricStat }],
      StartTime: at(-60),
      EndTime: at(60),
      ScanBy: 'TimestampAscending',
    }),
  );
  return answer.MetricDataResults?.[0]?.Values ?? [];
}

describe('PutMetricData', () => {
  it('takes values, weighted values and statistic sets', async () => {
    await put({ MetricName: 'a', Value: 0, Timestamp: at(0) }, { MetricName: 'a', Value: 4, Timestamp: at(0) });
    await put({ MetricName: 'b', Values: [1, 2], Counts: [3, 0.5], Timestamp: at(0) });
    await put({
      MetricName: 'c',
      StatisticValues: { SampleCount: 2, Sum: 9, Minimum: 4, Maximum: 5 },
      Timestamp: at(0),
    });
    expect([await sums('a'), await sums('b'), await sums('c')]).toEqual([[4], [4], [9]]);
    expect([await sums('a', 'Minimum'), await sums('b', 'SampleCount'), await sums('c', 'Average')]).toEqual([
      [0],
      [3.5],
      [4.5],
    ]);
  });

  it('stamps a datapoint without a time with the virtual time', async () => {
    await put({ MetricName: 'now', Value: 1 });
    const { Datapoints } = await client.send(
      new GetMetricStatisticsCommand({
        Namespace: namespace,
        MetricName: 'now',
        Period: 60,
        Statistics: ['Sum'],
        StartTime: at(-1),
        EndTime: at(1),
      }),
    );
    expect(Datapoints).toEqual([{ Timestamp: new Date(START), Unit: 'None', Sum: 1 }]);
  });

  it('takes a body that the client compresses', async () => {
    const MetricData = Array.from({ length: 1000 }, (_, index) => ({
      MetricName: 'large',
      Value: index,
      Timestamp: at(0),
      Unit: 'Count' as const,
    }));
    await put(...MetricData);
    expect(await sums('large')).toEqual([499_500]);
    expect(await sums('large', 'p50')).toEqual([expect.closeTo(499, -1)]);
  });

  const long = 'x'.repeat(256);
  it.each<[string, MetricDatum, string, string | RegExp]>([
    ['no value', { MetricName: 'a' }, 'InvalidParameterCombinationException', /At least one of the parameters/],
    [
      'two kinds of value',
      { MetricName: 'a', Value: 1, Values: [1] },
      'InvalidParameterCombinationException',
      'The parameters MetricData.member.1.Value and MetricData.member.1.Values are mutually exclusive and you have specified both.',
    ],
    [
      'NaN',
      { MetricName: 'a', Value: Number.NaN },
      'InvalidParameterValueException',
      'The value NaN for parameter MetricData.member.1.Value is invalid.',
    ],
    [
      'Infinity',
      { MetricName: 'a', Value: Infinity },
      'InvalidParameterValueException',
      'The value Infinity for parameter MetricData.member.1.Value is invalid.',
    ],
    ['a value beyond 2^360', { MetricName: 'a', Value: 1e200 }, 'InvalidParameterValueException', /is invalid/],
    [
      'counts of another length',
      { MetricName: 'a', Values: [1, 2], Counts: [1] },
      'InvalidParameterCombinationException',
      /must be of the same size/,
    ],
    [
      'a count of 0',
      { MetricName: 'a', Values: [1], Counts: [0] },
      'InvalidParameterValueException',
      /must be greater than 0/,
    ],
    [
      '151 values',
      { MetricName: 'a', Values: new Array(151).fill(1) },
      'InvalidParameterValueException',
      /greater than 150/,
    ],
    [
      'a minimum above the maximum',
      { MetricName: 'a', StatisticValues: { SampleCount: 1, Sum: 1, Minimum: 2, Maximum: 1 } },
      'InvalidParameterCombinationException',
      /Maximum must be greater/,
    ],
    [
      'an incomplete statistic set',
      { MetricName: 'a', StatisticValues: { SampleCount: 1 } as never },
      'MissingRequiredParameterException',
      'The parameter MetricData.member.1.StatisticValues.Sum is required.',
    ],
    [
      'no name',
      { MetricName: undefined, Value: 1 },
      'MissingRequiredParameterException',
      'The parameter MetricData.member.1.MetricName is required.',
    ],
    ['a blank name', { MetricName: ' ', Value: 1 }, 'InvalidParameterValueException', /must not be blank/],
    ['a name of 256 characters', { MetricName: long, Value: 1 }, 'InvalidParameterValueException', /shorter than 256/],
    [
      'an unknown unit',
      { MetricName: 'a', Value: 1, Unit: 'Euro' as never },
      'ValidationException',
      /Value 'Euro' at 'MetricData.member.1.Unit' failed to satisfy constraint: Member must satisfy enum value set: \[Seconds/,
    ],
    [
      'a resolution of 5',
      { MetricName: 'a', Value: 1, StorageResolution: 5 },
      'InvalidParameterValueException',
      /must be 1 or 60/,
    ],
    [
      'a dimension twice',
      {
        MetricName: 'a',
        Value: 1,
        Dimensions: [
          { Name: 'd', Value: '1' },
          { Name: 'd', Value: '2' },
        ],
      },
      'InvalidParameterValueException',
      /repeats the dimension d/,
    ],
    [
      '31 dimensions',
      { MetricName: 'a', Value: 1, Dimensions: Array.from({ length: 31 }, (_, i) => ({ Name: `d${i}`, Value: 'v' })) },
      'InvalidParameterValueException',
      /greater than 30/,
    ],
    [
      'more than two weeks ago',
      { MetricName: 'a', Value: 1, Timestamp: new Date(START - 14 * 86_400_000 - 1000) },
      'InvalidParameterValueException',
      'The parameter MetricData.member.1.Timestamp must specify a time within the last two weeks.',
    ],
    [
      'more than two hours ahead',
      { MetricName: 'a', Value: 1, Timestamp: at(121) },
      'InvalidParameterValueException',
      'The parameter MetricData.member.1.Timestamp must specify a time no more than two hours in the future.',
    ],
  ])('refuses %s and takes nothing of the request', async (_, datum, name, message) => {
    const good = { MetricName: 'good', Value: 1 };
    await expect(put(datum, good)).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
    expect(await sums('good')).toEqual([]);
  });

  it('refuses a namespace of AWS and an empty request', async () => {
    const send = (Namespace: string, MetricData: MetricDatum[]) =>
      client.send(new PutMetricDataCommand({ Namespace, MetricData }));
    await expect(send('AWS/Lambda', [{ MetricName: 'a', Value: 1 }])).rejects.toThrow(
      'The value AWS/Lambda for parameter Namespace is invalid.',
    );
    await expect(send('x', [])).rejects.toThrow('The parameter MetricData is required.');
  });
});

describe('GetMetricData', () => {
  const stat = (MetricName: string, Stat = 'Sum') => ({
    Metric: { Namespace: namespace, MetricName },
    Period: 60,
    Stat,
  });
  const window = { StartTime: at(0), EndTime: at(5) };

  it('answers metrics and math, newest first, and leaves out what is not to be returned', async () => {
    for (let minute = 0; minute < 3; minute++) {
      await put(
        { MetricName: 'errors', Value: minute, Timestamp: at(minute) },
        { MetricName: 'requests', Value: 10, Timestamp: at(minute) },
      );
    }
    const { MetricDataResults } = await client.send(
      new GetMetricDataCommand({
        ...window,
        MetricDataQueries: [
          { Id: 'rate', Expression: '100 * e / r', Label: 'Error rate' },
          { Id: 'e', MetricStat: stat('errors'), ReturnData: false },
          { Id: 'r', MetricStat: stat('requests') },
          { Id: 'all', Expression: 'METRICS()' },
        ],
      }),
    );
    expect(MetricDataResults?.map(({ Id, Label, Values }) => [Id, Label, Values])).toEqual([
      ['rate', 'Error rate', [20, 10, 0]],
      ['r', 'requests', [10, 10, 10]],
      ['all', 'errors', [2, 1, 0]],
      ['all', 'requests', [10, 10, 10]],
    ]);
    expect(MetricDataResults?.[0]).toMatchObject({ Timestamps: [at(2), at(1), at(0)], StatusCode: 'Complete' });
  });

  it('rounds the start down to the minute and counts periods from there', async () => {
    await put({ MetricName: 'a', Value: 1, Timestamp: at(0) }, { MetricName: 'a', Value: 2, Timestamp: at(2) });
    const { MetricDataResults } = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(START + 30_000),
        EndTime: at(5),
        MetricDataQueries: [{ Id: 'a', MetricStat: { ...stat('a'), Period: 120 } }],
        ScanBy: 'TimestampAscending',
      }),
    );
    expect(MetricDataResults?.[0]).toMatchObject({ Timestamps: [at(0), at(2)], Values: [1, 2] });
  });

  it('pages by datapoints until nothing is left', async () => {
    for (let minute = 0; minute < 5; minute++) {
      await put(
        { MetricName: 'a', Value: minute, Timestamp: at(minute) },
        { MetricName: 'b', Value: 10 + minute, Timestamp: at(minute) },
      );
    }
    const found: [string | undefined, number[] | undefined, string | undefined][][] = [];
    let NextToken: string | undefined;
    do {
      const answer = await client.send(
        new GetMetricDataCommand({
          ...window,
          MaxDatapoints: 4,
          NextToken,
          ScanBy: 'TimestampAscending',
          MetricDataQueries: [
            { Id: 'a', MetricStat: stat('a') },
            { Id: 'b', MetricStat: stat('b') },
          ],
        }),
      );
      found.push((answer.MetricDataResults ?? []).map(({ Id, Values, StatusCode }) => [Id, Values, StatusCode]));
      NextToken = answer.NextToken;
    } while (NextToken !== undefined);
    expect(found).toEqual([
      [
        ['a', [0, 1, 2, 3], 'PartialData'],
        ['b', [], 'PartialData'],
      ],
      [
        ['a', [4], 'Complete'],
        ['b', [10, 11, 12], 'PartialData'],
      ],
      [['b', [13, 14], 'Complete']],
    ]);
  });

  it.each([
    [
      'an expression with a syntax error',
      [{ Id: 'e', Expression: '1 +' }],
      "Error in expression 'e': the expression ends where a value is expected (at character 4)",
    ],
    [
      'an unknown id',
      [{ Id: 'e', Expression: 'm9 * 2' }],
      "Error in expression 'e': the id 'm9' is not among the queries (at character 1)",
    ],
    [
      'a circle',
      [
        { Id: 'e', Expression: 'f + 1' },
        { Id: 'f', Expression: 'e + 1' },
      ],
      "Error in expression 'e': it refers to itself (e -> f -> e)",
    ],
    [
      'a scalar result',
      [{ Id: 'e', Expression: '1 + 1' }],
      "Error in expression 'e': it gives a scalar, but a result must be a time series",
    ],
    [
      'an id twice',
      [
        { Id: 'e', Expression: 'TIME_SERIES(1)' },
        { Id: 'e', Expression: 'TIME_SERIES(1)' },
      ],
      /the id 'e' more than once/,
    ],
    [
      'an id that begins with a capital',
      [{ Id: 'E', Expression: 'TIME_SERIES(1)' }],
      /not matching the expected pattern/,
    ],
    ['neither metric nor expression', [{ Id: 'e' }], /MetricStat or MetricDataQueries.member.1.Expression is required/],
    ['no query', [], /must not have a size less than 1/],
  ])('refuses %s', async (_, MetricDataQueries, message) => {
    await expect(client.send(new GetMetricDataCommand({ ...window, MetricDataQueries }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(typeof message === 'string' ? message.replace(/[()+*[\]]/g, '\\$&') : message),
    });
  });

  it('refuses a start that is not before the end, an unknown statistic and a foreign token', async () => {
    const MetricDataQueries = [{ Id: 'a', MetricStat: stat('a') }];
    const send = (input: object) => client.send(new GetMetricDataCommand({ ...window, MetricDataQueries, ...input }));
    await expect(send({ EndTime: at(0) })).rejects.toThrow(
      'The parameter StartTime must be less than the parameter EndTime.',
    );
    await expect(send({ NextToken: 'nonsense' })).rejects.toMatchObject({ name: 'InvalidNextToken' });
    await expect(send({ MetricDataQueries: [{ Id: 'a', MetricStat: stat('a', 'median') }] })).rejects.toThrow(
      'The value median for parameter MetricDataQueries.member.1.MetricStat.Stat is not supported.',
    );
    await expect(send({ MetricDataQueries: [{ Id: 'a', MetricStat: { ...stat('a'), Period: 45 } }] })).rejects.toThrow(
      /must be 1, 5, 10, 20, 30 or a multiple of 60/,
    );
  });
});

describe('GetMetricStatistics', () => {
  it('answers each unit apart, with basic and extended statistics', async () => {
    await put(
      { MetricName: 'a', Value: 1, Unit: 'Count', Timestamp: at(0) },
      { MetricName: 'a', Value: 3, Unit: 'Count', Timestamp: at(0) },
      { MetricName: 'a', Value: 9, Unit: 'Seconds', Timestamp: at(1) },
    );
    const { Label, Datapoints } = await client.send(
      new GetMetricStatisticsCommand({
        Namespace: namespace,
        MetricName: 'a',
        Period: 60,
        Statistics: ['Average', 'SampleCount'],
        ExtendedStatistics: ['p50'],
        StartTime: at(0),
        EndTime: at(5),
      }),
    );
    expect({ Label, Datapoints }).toEqual({
      Label: 'a',
      Datapoints: [
        { Timestamp: at(0), Unit: 'Count', Average: 2, SampleCount: 2, ExtendedStatistics: { p50: 1 } },
        { Timestamp: at(1), Unit: 'Seconds', Average: 9, SampleCount: 1, ExtendedStatistics: { p50: 9 } },
      ],
    });
  });

  it('refuses more than 1,440 datapoints and a request without statistics', async () => {
    const base = { Namespace: namespace, MetricName: 'a', Period: 60, EndTime: at(0) };
    const long = { ...base, Statistics: ['Sum' as const], StartTime: at(-1500) };
    await expect(client.send(new GetMetricStatisticsCommand(long))).rejects.toMatchObject({
      name: 'InvalidParameterCombinationException',
      message: expect.stringContaining('You have requested up to 1,500 datapoints, which exceeds the limit of 1,440.'),
    });
    await expect(client.send(new GetMetricStatisticsCommand({ ...base, StartTime: at(-1) }))).rejects.toThrow(
      /Statistics or ExtendedStatistics/,
    );
  });
});

describe('ListMetrics', () => {
  it('filters by name, dimension and recent activity', async () => {
    const cart = [{ Name: 'Service', Value: 'cart' }];
    await put(
      { MetricName: 'a', Value: 1, Dimensions: cart },
      { MetricName: 'b', Value: 1, Dimensions: [...cart, { Name: 'Route', Value: '/' }] },
      { MetricName: 'old', Value: 1, Timestamp: at(-200) },
    );
    const names = async (input: object): Promise<(string | undefined)[]> => {
      const { Metrics } = await client.send(new ListMetricsCommand({ Namespace: namespace, ...input }));
      return (Metrics ?? []).map(({ MetricName }) => MetricName);
    };
    expect(await names({})).toEqual(['a', 'b', 'old']);
    expect(await names({ MetricName: 'b' })).toEqual(['b']);
    expect(await names({ Dimensions: cart })).toEqual(['a', 'b']);
    expect(await names({ Dimensions: [{ Name: 'Route' }] })).toEqual(['b']);
    expect(await names({ RecentlyActive: 'PT3H' })).toEqual(['a', 'b']);
    expect(await names({ Namespace: 'none' })).toEqual([]);
  });

  it('pages by 500', async () => {
    await put(...Array.from({ length: 501 }, (_, index) => ({ MetricName: `m${index}`, Value: 1 })));
    const first = await client.send(new ListMetricsCommand({ Namespace: namespace }));
    const second = await client.send(new ListMetricsCommand({ Namespace: namespace, NextToken: first.NextToken }));
    expect([first.Metrics?.length, second.Metrics?.length, second.NextToken]).toEqual([500, 1, undefined]);
  });
});

describe('alarms over the wire', () => {
  const alarm = (AlarmName: string) => ({
    AlarmName,
    Namespace: namespace,
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
    const forMetric = await client.send(new DescribeAlarmsForMetricCommand({ Namespace: namespace, MetricName: 'a' }));
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
    ['no threshold', { Threshold: undefined }, 'The parameter Threshold is required.'],
    ['no evaluation periods', { EvaluationPeriods: undefined }, 'The parameter EvaluationPeriods is required.'],
    ['no statistic', { Statistic: undefined }, 'The parameter Statistic is required.'],
    ['two statistics', { ExtendedStatistic: 'p99' }, /Statistic and ExtendedStatistic are mutually exclusive/],
    [
      'an unknown extended statistic',
      { Statistic: undefined, ExtendedStatistic: 'p101' },
      /p101 for parameter ExtendedStatistic is not supported/,
    ],
    ['0 evaluation periods', { EvaluationPeriods: 0 }, /greater than or equal to 1/],
    [
      'more datapoints to alarm than periods',
      { DatapointsToAlarm: 3 },
      'DatapointsToAlarm must be less than or equal to EvaluationPeriods.',
    ],
    ['a period of 45 seconds', { Period: 45 }, 'Period must be 10, 20, 30 or a multiple of 60.'],
    [
      'more than a day',
      { Period: 60, EvaluationPeriods: 1441 },
      /across more than a day \(EvaluationPeriods \* Period must be <= 86400\)/,
    ],
    ['more than a week', { Period: 3600, EvaluationPeriods: 169 }, /across more than seven days/],
    [
      'an unknown treatment',
      { TreatMissingData: 'guess' },
      /Option guess is not supported for parameter TreatMissingData/,
    ],
    ['an unknown comparison', { ComparisonOperator: 'Near' }, /enum value set/],
    [
      'a band comparison without a band',
      { ComparisonOperator: 'GreaterThanUpperThreshold' },
      /needs an anomaly detection band/,
    ],
    ['six actions', { AlarmActions: new Array(6).fill('arn:aws:sns:us-east-1:0:t') }, /greater than 5/],
    ['an action that is no ARN', { OKActions: ['mail'] }, 'Invalid arn syntax: mail'],
    ['a metric and metric math', { Metrics: [query('m')] }, /are mutually exclusive/],
    ['no returned series', metrics(query('m')), 'Exactly one element of the metrics list should return data.'],
    [
      'an array for a result',
      metrics(query('m'), { Id: 'e', Expression: 'METRICS()' }),
      /needs one time series, not an array/,
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
      'The metrics list must contain at most 10 metrics.',
    ],
    [
      'what belongs to other kinds of alarm',
      { ThresholdMetricId: 'band' },
      "The parameter ThresholdMetricId is not served by SmallCart's embedded cloud.",
    ],
  ])('are refused for %s', async (_, change, message) => {
    const name = `refused-${randomUUID()}`;
    await expect(client.send(new PutMetricAlarmCommand({ ...alarm(name), ...change } as never))).rejects.toThrow(
      message,
    );
    expect((await client.send(new DescribeAlarmsCommand({ AlarmNames: [name] }))).MetricAlarms).toEqual([]);
  });

  it('that are unknown cannot be set', async () => {
    const set = new SetAlarmStateCommand({ AlarmName: 'no such', StateValue: 'OK', StateReason: '' });
    await expect(client.send(set)).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });
});

describe('dashboards', () => {
  const body = (widget: object) => JSON.stringify({ widgets: [widget] });
  const graph = {
    type: 'metric',
    x: 0,
    y: 0,
    width: 12,
    height: 6,
    properties: {
      region: 'us-east-1',
      metrics: [['AWS/Lambda', 'Errors', 'FunctionName', 'cart', { stat: 'p99' }], [{ expression: 'm1 / 2', id: 'e' }]],
    },
  };

  it('are put, read, listed and deleted', async () => {
    const DashboardName = `shop-${randomUUID()}`;
    const DashboardBody = body(graph);
    expect(
      (await client.send(new PutDashboardCommand({ DashboardName, DashboardBody }))).DashboardValidationMessages,
    ).toEqual([]);
    expect(await client.send(new GetDashboardCommand({ DashboardName }))).toMatchObject({
      DashboardName,
      DashboardBody,
      DashboardArn: `arn:aws:cloudwatch::000000000000:dashboard/${DashboardName}`,
    });
    const { DashboardEntries } = await client.send(new ListDashboardsCommand({ DashboardNamePrefix: DashboardName }));
    expect(DashboardEntries).toMatchObject([
      { DashboardName, Size: DashboardBody.length, LastModified: new Date(START) },
    ]);
    await client.send(new DeleteDashboardsCommand({ DashboardNames: [DashboardName] }));
    await expect(client.send(new GetDashboardCommand({ DashboardName }))).rejects.toMatchObject({
      name: 'ResourceNotFound',
      message: expect.stringContaining('Dashboard'),
    });
    await expect(client.send(new DeleteDashboardsCommand({ DashboardNames: [DashboardName] }))).rejects.toMatchObject({
      name: 'ResourceNotFound',
      message: expect.stringContaining('Dashboard'),
    });
  });

  it('warn of what they do not know and are kept', async () => {
    const DashboardBody = JSON.stringify({ widgets: [], colour: 'red' });
    const answer = await client.send(new PutDashboardCommand({ DashboardName: 'warned', DashboardBody }));
    expect(answer.DashboardValidationMessages).toEqual([{ DataPath: '/colour', Message: 'Unknown property "colour"' }]);
  });

  it.each([
    ['no JSON', 'widgets', '/'],
    ['no widgets', '{}', '/widgets'],
    ['a widget without a type', body({}), '/widgets/0'],
    ['an unknown type', body({ type: 'clock' }), '/widgets/0/type'],
    ['no properties', body({ type: 'metric' }), '/widgets/0'],
    ['a width of 25', body({ ...graph, width: 25 }), '/widgets/0/width'],
    ['no region', body({ ...graph, properties: { metrics: [] } }), '/widgets/0/properties'],
    [
      'an unknown view',
      body({ ...graph, properties: { ...graph.properties, view: 'spiral' } }),
      '/widgets/0/properties/view',
    ],
    [
      'an unknown statistic',
      body({ ...graph, properties: { ...graph.properties, stat: 'p101' } }),
      '/widgets/0/properties/stat',
    ],
    [
      'half a dimension',
      body({ ...graph, properties: { ...graph.properties, metrics: [['ns', 'm', 'd']] } }),
      '/widgets/0/properties/metrics/0',
    ],
    [
      'an empty row',
      body({ ...graph, properties: { ...graph.properties, metrics: [[]] } }),
      '/widgets/0/properties/metrics/0',
    ],
    ['a text without markdown', body({ type: 'text', properties: {} }), '/widgets/0/properties'],
    [
      'a log widget without a query',
      body({ type: 'log', properties: { region: 'us-east-1' } }),
      '/widgets/0/properties',
    ],
    ['an unknown period override', JSON.stringify({ widgets: [], periodOverride: 'never' }), '/periodOverride'],
  ])('are refused for %s', async (_, DashboardBody, DataPath) => {
    const refused = client.send(new PutDashboardCommand({ DashboardName: 'refused', DashboardBody }));
    await expect(refused).rejects.toMatchObject({
      name: 'DashboardInvalidInputError',
      dashboardValidationMessages: [expect.objectContaining({ DataPath })],
    });
  });

  it('need a plain name', async () => {
    const refused = client.send(new PutDashboardCommand({ DashboardName: 'a b', DashboardBody: '{"widgets":[]}' }));
    await expect(refused).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });
});
