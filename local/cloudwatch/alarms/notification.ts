import type { JsonObject } from '../../aws/json.ts';
import { objects } from '../read-input.ts';
import { regionName } from '../region-name.ts';
import type { Alarm } from './alarm.ts';
import type { AlarmState } from './alarm-definition.ts';
import { formatOffsetTime } from './format-time.ts';

/** What CloudWatch publishes to an SNS topic. */
export type AlarmNotification = { readonly subject: string; readonly message: string };

/** Subject and JSON message of a state change, as CloudWatch sends them to SNS; `alarm` has the new state. */
export function alarmNotification(
  alarm: Alarm,
  previous: AlarmState,
  { region, accountId }: { readonly region: string; readonly accountId: string },
): AlarmNotification {
  const { name, arn, definition, state, configured } = alarm;
  const message = {
    AlarmName: name,
    AlarmDescription: definition.description ?? null,
    AWSAccountId: accountId,
    AlarmConfigurationUpdatedTimestamp: formatOffsetTime(configured),
    NewStateValue: state.value,
    NewStateReason: state.reason,
    StateChangeTime: formatOffsetTime(state.updated),
    Region: regionName(region),
    AlarmArn: arn,
    OldStateValue: previous.value,
    OKActions: definition.actions.OK,
    AlarmActions: definition.actions.ALARM,
    InsufficientDataActions: definition.actions.INSUFFICIENT_DATA,
    Trigger: trigger(alarm),
  };
  return { subject: subjectLine(name, state, region), message: JSON.stringify(message) };
}

/** SNS takes subjects of fewer than 100 characters. */
function subjectLine(name: string, state: AlarmState, region: string): string {
  const subject = `${state.value}: "${name}" in ${regionName(region)}`;
  return subject.length < 100 ? subject : `${subject.slice(0, 96)}...`;
}

function trigger({ definition, input }: Alarm) {
  const { subject, period, rule, ignoreLowSamples } = definition;
  const common = {
    Period: period / 1000,
    EvaluationPeriods: rule.evaluationPeriods,
    ...(rule.namesDatapointsToAlarm && { DatapointsToAlarm: rule.datapointsToAlarm }),
    ComparisonOperator: rule.comparisonOperator,
    Threshold: rule.threshold,
    TreatMissingData: rule.treatMissingData,
    EvaluateLowSampleCountPercentile: ignoreLowSamples ? 'ignore' : '',
  };
  if (subject.kind === 'math') return { ...common, Metrics: objects(input.Metrics).map(lowerCaseDimensions) };
  const { name, namespace, dimensions, unit, stat, statistic } = subject.metric;
  return {
    MetricName: name,
    Namespace: namespace,
    ...(statistic.kind === 'basic'
      ? { StatisticType: 'Statistic', Statistic: stat.toUpperCase() }
      : { StatisticType: 'ExtendedStatistic', ExtendedStatistic: stat }),
    Unit: unit ?? null,
    Dimensions: Object.entries(dimensions).map(([key, value]) => ({ value, name: key })),
    ...common,
  };
}

/** Notifications spell a dimension's members in lower case. */
function lowerCaseDimensions(query: JsonObject): JsonObject {
  const [stat] = objects([query.MetricStat ?? null]);
  const [metric] = objects([stat?.Metric ?? null]);
  if (stat === undefined || metric === undefined) return query;
  const Dimensions = objects(metric.Dimensions).map(({ Name = null, Value = null }) => ({ value: Value, name: Name }));
  return { ...query, MetricStat: { ...stat, Metric: { ...metric, Dimensions } } };
}
