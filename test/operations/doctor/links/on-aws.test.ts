import type { Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAwsServer } from '../../../../local/aws/aws-server.ts';
import type { AwsService, Operation } from '../../../../local/aws/aws-service.ts';
import { listenOnLoopback } from '../../../../local/aws/listen.ts';
import { type AwsAccess, awsAccess } from '../../../../operations/aws-access.ts';
import { createLambdaCaller } from '../../../../operations/deploy/targets/lambda-caller.ts';
import { createAskTable } from '../../../../operations/doctor/ask-table.ts';
import type { Examination } from '../../../../operations/doctor/examination.ts';
import type { Finding } from '../../../../operations/doctor/finding.ts';
import { grafana } from '../../../../operations/doctor/links/grafana.ts';
import { logs } from '../../../../operations/doctor/links/logs.ts';
import { quotas } from '../../../../operations/doctor/links/quotas.ts';
import { createAsk } from '../../../../operations/doctor/services.ts';
import type { Place } from '../../../../operations/place.ts';
import { defaultSettings } from '../../../../settings/defaults.ts';

/** What AWS alone has, as little of it as the doctor asks for; the SDK asks over HTTP. */
const now = Date.UTC(2026, 10, 21, 12);
const NAMES = ['smallcart-pr7-grafana', 'another-team'];
const workspaces = NAMES.map((name, index) => ({ id: `g-${index}`, name, status: 'ACTIVE' }));
const usage = (ServiceCode: unknown) => ({
  MetricNamespace: 'AWS/Usage',
  MetricName: 'ResourceCount',
  MetricDimensions: { Service: String(ServiceCode) },
  MetricStatisticRecommendation: 'Maximum',
});
const operations: Record<string, Record<string, Operation>> = {
  grafana: {
    ListWorkspaces: ({ nextToken }) =>
      nextToken === undefined ? { workspaces: [workspaces[1]], nextToken: 'more' } : { workspaces: [workspaces[0]] },
    DescribeWorkspace: ({ workspaceId }) => ({
      workspace: { ...workspaces.find(({ id }) => id === workspaceId), dataSources: ['CLOUDWATCH'], endpoint: 'g' },
    }),
  },
  quotas: {
    ListServiceQuotas: ({ ServiceCode }) => ({
      Quotas: [
        { ServiceName: String(ServiceCode), QuotaName: 'Measured', Value: 10, UsageMetric: usage(ServiceCode) },
        { ServiceName: String(ServiceCode), QuotaName: 'Not measured', Value: 1 },
      ],
    }),
  },
};
const SERVICES: readonly AwsService[] = [
  {
    ...{ name: 'grafana', protocol: 'restJson1', operations: operations.grafana ?? {} },
    routes: { 'GET /workspaces': 'ListWorkspaces', 'GET /workspaces/{workspaceId}': 'DescribeWorkspace' },
  },
  {
    ...{ name: 'servicequotas', protocol: 'awsJson1_1', target: 'ServiceQuotasV20190624' },
    operations: operations.quotas ?? {},
  },
  {
    ...{ name: 'lambda', protocol: 'restJson1' },
    operations: {
      GetAccountSettings: () => ({
        AccountLimit: { ConcurrentExecutions: 10, TotalCodeSize: 1_000 },
        AccountUsage: { TotalCodeSize: 10 },
      }),
    },
    routes: { 'GET /2016-08-19/account-settings': 'GetAccountSettings' },
  },
  {
    ...{
      name: 'cloudwatch',
      protocol: 'awsJson1_0',
      target: 'GraniteServiceVersion20100801',
      signingName: 'monitoring',
    },
    operations: {
      ListMetrics: () => ({ Metrics: [{ MetricName: 'Orders' }] }),
      // Of each function one run at a time, of all in the account nine, and as many resources of SNS as there may be.
      GetMetricData: ({ MetricDataQueries }) => ({
        MetricDataResults: (Array.isArray(MetricDataQueries) ? MetricDataQueries : []).map((query) => {
          const asked = JSON.stringify(query);
          const runs = asked.includes('FunctionName') ? 1 : 9;
          const value = asked.includes('"sns"') ? 10 : asked.includes('ConcurrentExecutions') ? runs : 2;
          return { Id: JSON.parse(asked).Id, Timestamps: [now / 1000], Values: [value] };
        }),
      }),
    },
  },
  {
    ...{ name: 'logs', protocol: 'awsJson1_1', target: 'Logs_20140328' },
    operations: {
      FilterLogEvents: ({ nextToken }) =>
        nextToken === undefined ? { events: [], nextToken: 'more' } : { events: [{ message: '{}' }] },
      DescribeLogGroups: () => ({
        logGroups: [{ logGroupName: '/aws/lambda/smallcart-pr7-cart', retentionInDays: 7 }],
      }),
    },
  },
];

let server: Server;
let examination: Examination;
beforeAll(async () => {
  server = createAwsServer({
    services: SERVICES,
    ...{ region: 'us-east-1', accountId: '000000000000', now: () => now, control: () => ({ status: 404 }) },
    onBug: (error) => {
      throw error;
    },
  });
  const awsPort = await listenOnLoopback(server, 0);
  const access: AwsAccess = awsAccess({ kind: 'local', stage: 'local', awsPort });
  const place: Place = { kind: 'aws', stage: 'pr7' };
  examination = {
    ...{ place, stage: 'pr7', folder: '/none', checkout: undefined, freshness: 60_000, now: () => now },
    settings: { ...defaultSettings(false), grafana: true },
    ask: createAsk(place, access),
    askTable: createAskTable(place, access),
    lambda: createLambdaCaller(place, access),
    live: { version: 'a', siteUrl: 'http://127.0.0.1', functionVersions: {} },
    deploying: false,
  };
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const told = (findings: readonly Finding[]) => findings.map(({ verdict, seen }) => `${verdict}: ${seen}`);

test('the workspace of the stage is found among those of others, and what it may not read is named', async () => {
  expect(told(await grafana.examine(examination))).toEqual(['wrong: Grafana may not read XRAY.']);
  const without = { ...examination, settings: { ...examination.settings, grafana: false } };
  expect(told(await grafana.examine(without))).toEqual([expect.stringMatching(/^not-here/)]);
});

test('quotas that AWS measures are named when they are nearly used, and so is what Lambda allows', async () => {
  expect(told(await quotas.examine(examination))).toEqual([
    'warning: Concurrent executions of functions: 9 of 10 were used within the last hours.',
    'warning: sns, Measured: 10 of 10 were used within the last hours.',
  ]);
});

test('lines are found behind a page without any, and groups that are not there are named', async () => {
  expect(told(await logs.examine(examination))).toEqual([
    expect.stringMatching(/^wrong: There is no log group \/aws\/lambda\/smallcart-pr7-catalog, .* and \d+ more/),
  ]);
});
