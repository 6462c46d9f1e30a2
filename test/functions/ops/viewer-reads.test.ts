import { DatabaseSync } from 'node:sqlite';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { handle } from 'hono/aws-lambda';
import { beforeAll, expect, test } from 'vitest';
import { FUNCTIONS } from '../../../functions/manifest.ts';
import { api } from '../../../functions/ops/app.ts';
import type { AwsService } from '../../../local/aws/aws-service.ts';
import { createClock } from '../../../local/clock.ts';
import { createCloudWatch } from '../../../local/cloudwatch/create-cloudwatch.ts';
import { deployMonitoring } from '../../../local/deploy/deploy-monitoring.ts';
import { openLogStore } from '../../../local/logs/log-store.ts';
import { createLogsService } from '../../../local/logs/logs-service.ts';
import { openQueryDefinitions } from '../../../local/logs/query-definitions.ts';
import { openTraceGroups } from '../../../local/xray/trace-groups.ts';
import { openTraceStore } from '../../../local/xray/trace-store.ts';
import { createXrayService } from '../../../local/xray/xray-service.ts';
import { logGroupName } from '../../../monitoring/physical-name.ts';
import { FUNCTION_IDS } from '../../../monitoring/resources.ts';
import { httpEvent, lambdaContext, NOON } from '../../support/http-event.ts';
import { signInAs } from '../../support/sign-in.ts';
import { type EmbeddedOps, startEmbeddedOps } from './embedded-ops.ts';

const { routes } = FUNCTIONS.ops;
const READING = routes.filter(
  ({ access, method, readsOnly }) => access === 'viewer' && (method === 'GET' || readsOnly === true),
);

/** What changes nothing on AWS; a query of Logs Insights is started and stopped, and is paid for by what it reads. */
const READS = /^(Get|List|Describe|BatchGet|Filter|StartQuery$|StopQuery$)/;

/** What some of them have to be asked. */
const ASKED: Readonly<Record<string, string>> = {
  '/api/ops/metrics': '?expression=TIME_SERIES(1)',
  '/api/ops/log-record': '?pointer=none',
  '/api/ops/service-map/statistics': '?name=checkout',
};
const NAMES: Readonly<Record<string, string>> = {
  '/api/ops/dashboards/{id}': 'overview',
  '/api/ops/dashboards/{id}/panels/{panel}': 'overview',
  '/api/ops/incidents/{id}': 'inc_01JZ8Q4M6T9V3B5C7D9F1G3H5J',
  '/api/ops/deployments/{id}': 'dep_01JZ8Q4M6T9V3B5C7D9F1G3H5J',
  '/api/ops/deployments/{id}/health': 'dep_01JZ8Q4M6T9V3B5C7D9F1G3H5J',
  '/api/ops/traces/{id}': '1-5759e988-bd862e3fe1be46a994272793',
};

const called = new Set<string>();
const store = new DatabaseSync(':memory:');
let ops: EmbeddedOps;

/** The same service, which tells of each call. */
function watched(service: AwsService): AwsService {
  const operations = Object.entries(service.operations).map(([name, operation]): [string, typeof operation] => [
    name,
    (input, context) => {
      called.add(name);
      return operation(input, context);
    },
  ]);
  return { ...service, operations: Object.fromEntries(operations) };
}

beforeAll(async () => {
  const clock = createClock({ mode: 'simulated', speed: 1, start: NOON });
  const now = () => NOON;
  const cloudWatch = createCloudWatch({ clock, store, publish: () => {} });
  await deployMonitoring(cloudWatch.service, NOON);
  const logs = openLogStore({ store, now, record: () => {} });
  for (const id of FUNCTION_IDS) logs.createGroup(logGroupName('local', id));
  const traces = openTraceStore({ store, now, realNow: now });
  ops = await startEmbeddedOps(
    [
      cloudWatch.service,
      createLogsService(logs, openQueryDefinitions(store, crypto.randomUUID)),
      createXrayService(traces, openTraceGroups(store, crypto.randomUUID)),
    ].map(watched),
  );
  return async () => {
    await ops.stop();
    cloudWatch.stop();
    logs.close();
    traces.close();
    store.close();
  };
});

/** All that the table holds, by its keys. */
async function table(): Promise<ReadonlyMap<string, unknown>> {
  const items = new Map<string, unknown>();
  const pages = paginateScan({ client: new DynamoDBClient() }, { TableName: process.env.TABLE_NAME });
  for await (const { Items = [] } of pages) for (const item of Items) items.set(`${item.pk?.S} ${item.sk?.S}`, item);
  return items;
}

test('the API has no route whose access the manifest does not say', () => {
  const own = api.routes.filter(({ method }) => method !== 'ALL');
  expect(own.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`).toSorted()).toEqual(
    routes.map(({ method, path }) => `${method} ${path}`).toSorted(),
  );
});

test('whatever a viewer asks, AWS is only read, and the table stays as it is', async () => {
  const { authorization } = await signInAs('viewer');
  const before = await table();
  called.clear();
  const lambda = handle(api);
  for (const { method, path } of READING) {
    const address = path.replace('{panel}', 'errors').replace(/\{\w+\}/g, NAMES[path] ?? 'smallcart-local-slow-probe');
    const body = method === 'POST' ? { body: { query: 'limit 1' } } : {};
    const request = { headers: { authorization }, ...body };
    const event = httpEvent(method, `${address}${ASKED[path] ?? ''}`, request);
    const { statusCode } = (await lambda(event as never, lambdaContext())) as never as { statusCode: number };
    expect([address, statusCode]).not.toContain(400);
    expect([address, statusCode]).not.toContain(403);
    expect([address, statusCode]).not.toContain(500);
  }
  expect([...called].filter((name) => !READS.test(name))).toEqual([]);
  expect([...called]).toEqual(
    expect.arrayContaining(['GetMetricData', 'DescribeAlarms', 'StartQuery', 'GetTraceSummaries', 'GetServiceGraph']),
  );
  expect(await table()).toEqual(before);
});
