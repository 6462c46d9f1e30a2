import { randomUUID } from 'node:crypto';
import { type MetricDatum, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeEach } from 'vitest';
import { type CloudWatchServer, startCloudWatchServer } from './cloudwatch-server.ts';
import { START } from './embedded-cloudwatch.ts';

const MINUTE = 60_000;

/** The embedded CloudWatch behind HTTP for the tests of a file. */
export type ServedCloudWatch = Pick<CloudWatchServer, 'client' | 'port' | 'system'> & {
  /** The namespace of the test that runs; each has its own. */
  readonly namespace: string;
  /** PutMetricData in that namespace. */
  put(...MetricData: MetricDatum[]): Promise<unknown>;
  /** A time so many minutes after the start of the clock. */
  at(minute: number): Date;
};

/** Starts it, and stops it after the file's last test, which fails when a request met a bug. */
export async function serveCloudWatch(): Promise<ServedCloudWatch> {
  const { client, port, system, stop } = await startCloudWatchServer();
  let namespace = '';
  beforeEach(() => {
    namespace = `Test/${randomUUID()}`;
  });
  afterAll(stop);
  return {
    client,
    port,
    system,
    get namespace() {
      return namespace;
    },
    put: (...MetricData) => client.send(new PutMetricDataCommand({ Namespace: namespace, MetricData })),
    at: (minute) => new Date(START + minute * MINUTE),
  };
}
