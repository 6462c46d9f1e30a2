import {
  CloudWatchClient,
  type CompositeAlarm,
  type DashboardEntry,
  GetDashboardCommand,
  type MetricAlarm,
  type PutCompositeAlarmCommandInput,
  type PutMetricAlarmCommandInput,
  paginateDescribeAlarms,
  paginateListDashboards,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  DescribeQueryDefinitionsCommand,
  type QueryDefinition,
} from '@aws-sdk/client-cloudwatch-logs';
import { patient } from '../../../../functions/lib/patience.ts';
import { physicalName } from '../../../../monitoring/physical-name.ts';
import type { AwsAccess } from '../../../aws-access.ts';
import type { MonitoringDefinitions } from './definitions.ts';

export type MonitoringClients = { readonly cloudWatch: CloudWatchClient; readonly logs: CloudWatchLogsClient };

/** Monitoring as it is deployed; `queryIds` has the id of each query by its name. */
export type DeployedMonitoring = MonitoringDefinitions & { readonly queryIds: Readonly<Record<string, string>> };

const PATIENCE = { attempts: 3, attemptTimeout: 20_000 };

/** What monitoring is put and looked up with. */
export function monitoringClients(access: AwsAccess): MonitoringClients {
  const configuration = { ...patient(PATIENCE), ...access };
  return { cloudWatch: new CloudWatchClient(configuration), logs: new CloudWatchLogsClient(configuration) };
}

/** A metric alarm as PutMetricAlarm takes it, without what CloudWatch itself knows of it. */
function alarmInput({
  AlarmName,
  EvaluationPeriods,
  ComparisonOperator,
  ...alarm
}: MetricAlarm): PutMetricAlarmCommandInput {
  const { AlarmDescription, ActionsEnabled, OKActions, AlarmActions, InsufficientDataActions } = alarm;
  const { MetricName, Namespace, Statistic, ExtendedStatistic, Dimensions, Period, Unit, Metrics } = alarm;
  const { DatapointsToAlarm, Threshold, TreatMissingData, EvaluateLowSampleCountPercentile } = alarm;
  return {
    ...{ AlarmName, EvaluationPeriods, ComparisonOperator, ThresholdMetricId: alarm.ThresholdMetricId },
    ...{ AlarmDescription, ActionsEnabled, OKActions, AlarmActions, InsufficientDataActions },
    ...{ MetricName, Namespace, Statistic, ExtendedStatistic, Dimensions, Period, Unit, Metrics },
    ...{ DatapointsToAlarm, Threshold, TreatMissingData, EvaluateLowSampleCountPercentile },
  };
}

/** The same of a composite alarm and PutCompositeAlarm. */
function compositeInput({ AlarmName, AlarmRule, ...alarm }: CompositeAlarm): PutCompositeAlarmCommandInput {
  const { AlarmDescription, ActionsEnabled, OKActions, AlarmActions, InsufficientDataActions } = alarm;
  const { ActionsSuppressor, ActionsSuppressorWaitPeriod, ActionsSuppressorExtensionPeriod } = alarm;
  return {
    ...{ AlarmName, AlarmRule, AlarmDescription, ActionsEnabled },
    ...{ OKActions, AlarmActions, InsufficientDataActions },
    ...{ ActionsSuppressor, ActionsSuppressorWaitPeriod, ActionsSuppressorExtensionPeriod },
  };
}

async function alarms({ cloudWatch: client }: MonitoringClients, AlarmNamePrefix: string) {
  const found = { alarms: [] as PutMetricAlarmCommandInput[], composites: [] as PutCompositeAlarmCommandInput[] };
  const pages = paginateDescribeAlarms({ client }, { AlarmNamePrefix, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] });
  for await (const { MetricAlarms = [], CompositeAlarms = [] } of pages) {
    found.alarms.push(...MetricAlarms.map(alarmInput));
    found.composites.push(...CompositeAlarms.map(compositeInput));
  }
  return found;
}

async function dashboards({ cloudWatch: client }: MonitoringClients, DashboardNamePrefix: string) {
  const entries: DashboardEntry[] = [];
  for await (const page of paginateListDashboards({ client }, { DashboardNamePrefix }))
    entries.push(...(page.DashboardEntries ?? []));
  return Promise.all(
    entries.map(async ({ DashboardName = '' }) => {
      const { DashboardBody = '{}' } = await client.send(new GetDashboardCommand({ DashboardName }));
      return { DashboardName, DashboardBody };
    }),
  );
}

async function queries({ logs }: MonitoringClients, queryDefinitionNamePrefix: string): Promise<QueryDefinition[]> {
  // All that an account can have is on one page.
  const { queryDefinitions = [] } = await logs.send(new DescribeQueryDefinitionsCommand({ queryDefinitionNamePrefix }));
  return queryDefinitions;
}

/** What CloudWatch has of a stage's own, by the beginning of its names; what a user made under other names is not among it. */
export async function deployedMonitoring(clients: MonitoringClients, stage: string): Promise<DeployedMonitoring> {
  const prefix = physicalName(stage, '');
  const saved = await queries(clients, prefix);
  return {
    ...(await alarms(clients, prefix)),
    dashboards: await dashboards(clients, prefix),
    queries: saved.map(({ name, queryString, logGroupNames, parameters }) => ({
      ...{ name, queryString, logGroupNames },
      ...(parameters !== undefined && parameters.length > 0 ? { parameters } : {}),
    })),
    queryIds: Object.fromEntries(saved.map(({ name = '', queryDefinitionId = '' }) => [name, queryDefinitionId])),
  };
}
