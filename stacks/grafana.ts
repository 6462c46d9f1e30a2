import { logGroupName, physicalName } from '../monitoring/physical-name.ts';
import { account, partition, region } from './place.ts';

/** What the CloudWatch and X-Ray data sources read, of which AWS lets none but the log groups be named. */
const READS = [
  ...['DescribeAlarms', 'DescribeAlarmsForMetric', 'DescribeAlarmHistory', 'GetMetricData', 'ListMetrics'].map(
    (action) => `cloudwatch:${action}`,
  ),
  ...['DescribeLogGroups', 'GetQueryResults', 'StopQuery'].map((action) => `logs:${action}`),
  ...['BatchGetTraces', 'GetGroups', 'GetServiceGraph', 'GetTimeSeriesServiceStatistics', 'GetTraceGraph'].map(
    (action) => `xray:${action}`,
  ),
  'xray:GetTraceSummaries',
];

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

/**
 * An Amazon Managed Grafana workspace that may read what the stage measures, and change nothing. Who may sign in is
 * decided in IAM Identity Center, which the account has to have.
 */
export function createGrafana(): aws.grafana.Workspace {
  return new aws.grafana.Workspace('Grafana', {
    name: physicalName($app.stage, 'grafana'),
    accountAccessType: 'CURRENT_ACCOUNT',
    authenticationProviders: ['AWS_SSO'],
    permissionType: 'CUSTOMER_MANAGED',
    roleArn: createRole().arn,
    dataSources: ['CLOUDWATCH', 'XRAY'],
  });
}
