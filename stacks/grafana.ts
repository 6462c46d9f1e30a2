import { logGroupName, physicalName } from '../monitoring/physical-name.ts';
import { giveAccess } from './grafana-access.ts';
import { createGrafanaDashboards } from './grafana-dashboards.ts';
import { account, partition, region } from './place.ts';
import type { Settings } from './settings.ts';

/** What the dashboards are written for. */
const GRAFANA_VERSION = '10.4';

/** What the CloudWatch and X-Ray data sources read, of which AWS lets none but the log groups be named. */
const READS = [
  ...['DescribeAlarms', 'DescribeAlarmsForMetric', 'DescribeAlarmHistory', 'GetMetricData', 'ListMetrics'].map(
    (action) => `cloudwatch:${action}`,
  ),
  ...['DescribeLogGroups', 'GetQueryResults', 'StopQuery'].map((action) => `logs:${action}`),
  ...['BatchGetTraces', 'GetGroups', 'GetServiceGraph', 'GetTimeSeriesServiceStatistics', 'GetTraceGraph'].map(
    (action) => `xray:${action}`,
  ),
  'xray:GetInsightSummaries',
  'xray:GetTraceSummaries',
];

/**
 * X-Ray's data source is a plugin that a workspace is made without, and which its administrators may install only where this is
 * said ("Working in your Grafana workspace"); the other setting is what a workspace has anyway.
 */
const CONFIGURATION = { plugins: { pluginAdminEnabled: true }, unifiedAlerting: { enabled: true } };

/** Only for workspaces of this account, which a workspace of another cannot claim to be. */
const TRUST = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'grafana.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:SourceAccount': account } },
    },
  ],
};

function createRole(): aws.iam.Role {
  const logGroups = $interpolate`arn:${partition}:logs:${region}:${account}:log-group:${logGroupName($app.stage, '*')}`;
  const policy = aws.iam.getPolicyDocumentOutput({
    statements: [
      { actions: READS, resources: ['*'] },
      { actions: ['logs:StartQuery', 'logs:GetLogGroupFields', 'logs:GetLogEvents'], resources: [logGroups] },
    ],
  });
  return new aws.iam.Role('GrafanaRole', {
    name: physicalName($app.stage, 'grafana'),
    assumeRolePolicy: $jsonStringify(TRUST),
    inlinePolicies: [{ name: 'read', policy: policy.json }],
  });
}

type Surroundings = {
  readonly settings: Settings;
  readonly apiId: $util.Input<string>;
  readonly siteUrl: $util.Input<string>;
};

/** An Amazon Managed Grafana workspace that may read what the stage measures, and change nothing, with the stage's dashboards. */
export function createGrafana({ settings, apiId, siteUrl }: Surroundings): aws.grafana.Workspace {
  const { grafanaAccess, version } = settings;
  const workspace = new aws.grafana.Workspace('Grafana', {
    name: physicalName($app.stage, 'grafana'),
    accountAccessType: 'CURRENT_ACCOUNT',
    authenticationProviders: [grafanaAccess.signIn],
    permissionType: 'CUSTOMER_MANAGED',
    roleArn: createRole().arn,
    dataSources: ['CLOUDWATCH', 'XRAY'],
    grafanaVersion: GRAFANA_VERSION,
    configuration: JSON.stringify(CONFIGURATION),
  });
  giveAccess(workspace, grafanaAccess);
  createGrafanaDashboards(workspace, { apiId, siteUrl, ...(version === undefined ? {} : { version }) });
  return workspace;
}
