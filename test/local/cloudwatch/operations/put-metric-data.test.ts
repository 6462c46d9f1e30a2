import { randomUUID } from 'node:crypto';
import {
  type CloudWatchClient,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  type MetricDatum,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CloudWatchServer, startCloudWatchServer } from '../../../support/cloudwatch-server.ts';
import { START } from '../../../support/embedded-cloudwatch.ts';

const MINUTE = 60_000;

let server: CloudWatchServer;
let client: CloudWatchClient;
let namespace: string;

beforeAll(async () => {
  server = await startCloudWatchServer();
  client = server.client;
});

afterAll(() => server.stop());

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
