import { randomUUID } from 'node:crypto';
import {
  type CloudWatchClient,
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
