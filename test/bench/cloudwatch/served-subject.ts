import autocannon from 'autocannon';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import type { JsonObject } from '../../../local/aws/json.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import { openSubject, type Subject } from './subject.ts';

/** The embedded CloudWatch behind HTTP, with a client in a thread of its own. */
export type ServedSubject = Subject & {
  /** Sends the same call over ten connections for some seconds; rejects when an answer is not 200. */
  load(operation: string, input: JsonObject, seconds: number): Promise<Load>;
};

export type Load = { readonly perSecond: number; readonly medianMs: number; readonly p99Ms: number };

/** Opens it on a free port. */
export async function serveSubject(): Promise<ServedSubject> {
  const subject = openSubject();
  const bugs: unknown[] = [];
  const server = createAwsServer({
    services: [subject.cloudWatch.service],
    control: () => ({ status: 404 }),
    now: () => subject.clock.now(),
    ...{ region: 'us-east-1', accountId: '000000000000', onBug: (error: unknown) => void bugs.push(error) },
  });
  const port = await listenOnLoopback(server, 0);
  return {
    ...subject,
    async load(operation, input, seconds) {
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `GraniteServiceVersion20100801.${operation}`,
      };
      const result = await autocannon({
        ...{ url: `http://127.0.0.1:${port}/`, method: 'POST', headers, body: JSON.stringify(input) },
        ...{ connections: 10, duration: seconds, workers: 1 },
      });
      if (result.non2xx > 0 || result.errors > 0) throw new Error(`${operation}: ${result.non2xx} not 2xx`);
      if (bugs.length > 0) throw new AggregateError(bugs, `${operation} met bugs`);
      const { p50, p99 } = result.latency;
      return { perSecond: result.requests.average, medianMs: p50, p99Ms: p99 };
    },
    close() {
      server.close();
      server.closeAllConnections();
      subject.close();
    },
  };
}
