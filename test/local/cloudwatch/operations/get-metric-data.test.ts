import { randomUUID } from 'node:crypto';
import {
  type CloudWatchClient,
  GetMetricDataCommand,
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

  it('answers a range from the beginning of time to its end by what is kept', async () => {
    await put({ MetricName: 'a', Value: 7, Timestamp: at(0) });
    const { MetricDataResults } = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(-8.64e15),
        EndTime: new Date(8.64e15),
        MetricDataQueries: [{ Id: 'a', MetricStat: stat('a') }],
      }),
    );
    expect(MetricDataResults?.[0]).toMatchObject({ Timestamps: [at(0)], Values: [7] });
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
      'The values for parameter id in MetricDataQueries are not unique.',
    ],
    [
      'an id that begins with a capital',
      [{ Id: 'E', Expression: 'TIME_SERIES(1)' }],
      /not matching the expected pattern/,
    ],
    ['neither metric nor expression', [{ Id: 'e' }], 'The parameter MetricDataQueries.member.1.MetricStat is required.'],
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
      'The value median for parameter MetricDataQueries.member.1.MetricStat.Stat is not a valid statistic.',
    );
    await expect(send({ MetricDataQueries: [{ Id: 'a', MetricStat: { ...stat('a'), Period: 45 } }] })).rejects.toThrow(
      /must be 1, 5, 10, 20, 30 or a multiple of 60/,
    );
  });
});
