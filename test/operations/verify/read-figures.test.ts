import { createServer, type Server } from 'node:http';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import type { CloudWatchCaller } from '../../../operations/verify/cloudwatch-caller.ts';
import { readFigures } from '../../../operations/verify/read-figures.ts';
import { type CloudWatchServer, startCloudWatchServer } from '../../support/cloudwatch-server.ts';
import { START } from '../../support/embedded-cloudwatch.ts';

const MINUTE = 60_000;
const NAME = 'smallcart-local-cart';
const ALIAS = { FunctionName: NAME, Resource: `${NAME}:live` };

/** CloudWatch Logs that has these pages of events, by their log streams, for whatever is asked of it. */
type Pages = readonly (readonly string[])[];

let server: CloudWatchServer;
let logs: Server;
let pages: Pages = [];
let asked: unknown[] = [];
let caller: CloudWatchCaller;
beforeEach(async () => {
  server = await startCloudWatchServer();
  asked = [];
  logs = createServer(async (request, response) => {
    const streams = pages[asked.length] ?? [];
    asked.push(JSON.parse(Buffer.concat(await request.toArray()).toString('utf8')));
    const nextToken = asked.length < pages.length ? `page ${asked.length}` : undefined;
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify({ events: streams.map((logStreamName) => ({ logStreamName })), nextToken }));
  });
  const endpoint = `http://127.0.0.1:${await listenOnLoopback(logs, 0)}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const clients = {
    metrics: server.client,
    logs: new CloudWatchLogsClient({ endpoint, region: 'us-east-1', credentials }),
  };
  caller = { stage: 'local', call: (_, ask) => ask(clients) };
});
afterEach(async () => {
  logs.closeAllConnections();
  logs.close();
  await server.stop();
});

function record(name: string, notation: string, dimensions: Record<string, string>): void {
  server.system.recordSeries(notation, { namespace: 'AWS/Lambda', name, dimensions });
}

const stream = (version: string) => `2026/11/21/[${version}]0123456789abcdef`;
const read = (shared: boolean) =>
  readFigures(caller, { versions: { cart: '8' }, shared, from: START, until: START + 5 * MINUTE });

test('a release that shares the requests is judged by what its own version answered', async () => {
  const own = { ...ALIAS, ExecutedVersion: '8' };
  record('Invocations', '3 5', own);
  record('Errors', '0 2', own);
  record('Duration', '40 90', own);
  for (const name of ['Invocations', 'Errors', 'Duration']) record(name, '1000 1000', ALIAS);
  pages = [[stream('7'), stream('8')], [], [stream('8'), stream('18'), stream('7')]];
  const minutes = [
    { invocations: 3, p95: 40 },
    { invocations: 5, p95: 90 },
  ];
  expect(await read(true)).toEqual([{ id: 'cart', minutes, failures: 2 + 2 }]);
});

test('one that has them all is judged by what the alias answered', async () => {
  record('Invocations', '7', ALIAS);
  record('Errors', '1', ALIAS);
  record('Duration', '20', ALIAS);
  pages = [[stream('8')]];
  expect(await read(false)).toEqual([{ id: 'cart', minutes: [{ invocations: 7, p95: 20 }], failures: 2 }]);
});

test('lines are counted for the minutes whose metrics are there, and no others', async () => {
  record('Invocations', '_ 4', ALIAS);
  pages = [[]];
  await read(false);
  expect(asked).toMatchObject([
    {
      logGroupName: '/aws/lambda/smallcart-local-cart',
      filterPattern: '{ $.status >= 500 }',
      startTime: START,
      endTime: START + 2 * MINUTE - 1,
    },
  ]);
});

test('a failure is found behind many lines in which there is none', async () => {
  record('Invocations', '9000', ALIAS);
  pages = [...Array.from({ length: 60 }, () => []), [stream('8')]];
  expect(await read(false)).toMatchObject([{ failures: 1 }]);
});

test('of a shop that nobody visits nothing is counted', async () => {
  expect(await read(false)).toEqual([{ id: 'cart', minutes: [], failures: 0 }]);
  expect(asked).toEqual([]);
});
