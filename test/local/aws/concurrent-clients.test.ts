import {
  CloudWatchClient,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { AwsQueryProtocol } from '@aws-sdk/core/protocols';
import { SmithyRpcV2CborProtocol } from '@smithy/core/cbor';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CloudWatchServer, startCloudWatchServer } from '../../support/cloudwatch-server.ts';
import { START } from '../../support/embedded-cloudwatch.ts';

const ROUNDS = 15;
const PER_ROUND = 8;
const protocols = [{}, { protocol: SmithyRpcV2CborProtocol }, { protocol: AwsQueryProtocol }];

let server: CloudWatchServer;
let clients: readonly CloudWatchClient[];

beforeAll(async () => {
  server = await startCloudWatchServer();
  clients = [...protocols, ...protocols].map(
    (protocol) =>
      new CloudWatchClient({
        ...protocol,
        ...{ endpoint: `http://127.0.0.1:${server.port}`, region: 'us-east-1', maxAttempts: 1 },
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      }),
  );
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  await server.stop();
});

const Namespace = 'Shop';
const range = { StartTime: new Date(START - 600_000), EndTime: new Date(START + 600_000) };

/** Puts the values 1 to 8 of the client's own metric and of one that all share, in many requests. */
async function write(client: CloudWatchClient, own: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const Timestamp = new Date(START - (round % 5) * 60_000);
    const MetricData = Array.from({ length: PER_ROUND }, (_, index) => index + 1).flatMap((Value) => [
      { MetricName: own, Timestamp, Value },
      { MetricName: 'shared', Timestamp, Value },
    ]);
    await client.send(new PutMetricDataCommand({ Namespace, MetricData }));
  }
}

/** Reads all the time that others write; gives the sums seen of the shared metric, one after the other. */
async function read(client: CloudWatchClient): Promise<readonly number[]> {
  const sums: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await client.send(new ListMetricsCommand({ Namespace }));
    const Metric = { Namespace, MetricName: 'shared' };
    const MetricDataQueries = [{ Id: 'm', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }];
    const { MetricDataResults = [] } = await client.send(new GetMetricDataCommand({ ...range, MetricDataQueries }));
    sums.push((MetricDataResults[0]?.Values ?? []).reduce((sum, value) => sum + value, 0));
  }
  return sums;
}

async function total(client: CloudWatchClient, MetricName: string): Promise<{ sum: number; count: number }> {
  const Statistics = ['Sum' as const, 'SampleCount' as const];
  const { Datapoints = [] } = await client.send(
    new GetMetricStatisticsCommand({ ...range, Namespace, MetricName, Period: 60, Statistics }),
  );
  return {
    sum: Datapoints.reduce((sum, point) => sum + (point.Sum ?? 0), 0),
    count: Datapoints.reduce((count, point) => count + (point.SampleCount ?? 0), 0),
  };
}

test('clients of all protocols write and read at once, and no value is lost or counted twice', async () => {
  const writing = clients.map((client, index) => write(client, `own-${index}`));
  const seen = await Promise.all(clients.map(read));
  await Promise.all(writing);

  for (const sums of seen) expect(sums).toEqual(sums.toSorted((a, b) => a - b));
  const each = { sum: ROUNDS * 36, count: ROUNDS * PER_ROUND };
  const everyone = { sum: each.sum * clients.length, count: each.count * clients.length };
  for (const [index, client] of clients.entries()) {
    expect(await total(client, `own-${index}`)).toEqual(each);
    expect(await total(client, 'shared')).toEqual(everyone);
  }
});
