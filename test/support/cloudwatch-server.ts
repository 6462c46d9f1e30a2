import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { createAwsServer } from '../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../local/aws/listen.ts';
import { type EmbeddedCloudWatch, embedCloudWatch } from './embedded-cloudwatch.ts';

/** The embedded CloudWatch behind HTTP with an unmodified AWS SDK client; `stop` rejects when a request met a bug. */
export type CloudWatchServer = {
  readonly system: EmbeddedCloudWatch;
  readonly client: CloudWatchClient;
  readonly port: number;
  stop(): Promise<void>;
};

/** Starts it on a free port. */
export async function startCloudWatchServer(): Promise<CloudWatchServer> {
  const system = embedCloudWatch();
  const bugs: unknown[] = [];
  const server = createAwsServer({
    services: [system.cloudWatch.service],
    control: () => ({ status: 404 }),
    now: () => system.clock.now(),
    region: 'us-east-1',
    accountId: '000000000000',
    onBug: (error) => bugs.push(error),
  });
  const port = await listenOnLoopback(server, 0);
  const client = new CloudWatchClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  return {
    system,
    client,
    port,
    async stop() {
      client.destroy();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      if (bugs.length > 0) throw new AggregateError(bugs, 'requests met bugs');
    },
  };
}
