import { randomUUID } from 'node:crypto';
import {
  type CloudWatchClient,
  ListMetricsCommand,
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
