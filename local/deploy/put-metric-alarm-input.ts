import type { AlarmDefinition } from '../../monitoring/alarms/alarm-definition.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';
import { type AlarmMetricQuery, metricAlarm } from '../../monitoring/alarms/metric-alarm.ts';
import type { JsonObject } from '../aws/json.ts';
import { alarmActions } from './alarm-actions.ts';
import { TARGET } from './place.ts';

function query(source: AlarmMetricQuery<string>): JsonObject {
  const common = {
    Id: source.id,
    ReturnData: source.returnData,
    ...(source.label === undefined ? {} : { Label: source.label }),
  };
  if ('expression' in source) return { ...common, Expression: source.expression };
  const { namespace, metricName, dimensions, period, stat } = source.metric;
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: namespace, MetricName: metricName, Dimensions };
  return { ...common, MetricStat: { Metric, Period: period, Stat: stat } };
}

/** A definition as the wire's PutMetricAlarm has it; if it acts, ALARM and OK go to its topics, as in stacks/alarms.ts. */
export function putMetricAlarmInput(definition: AlarmDefinition, composites = COMPOSITES): JsonObject {
  const alarm = metricAlarm(definition, TARGET);
  return {
    AlarmName: alarm.alarmName,
    AlarmDescription: alarm.alarmDescription,
    ActionsEnabled: alarm.actionsEnabled,
    EvaluationPeriods: alarm.evaluationPeriods,
    DatapointsToAlarm: alarm.datapointsToAlarm,
    ...(alarm.threshold === undefined ? {} : { Threshold: alarm.threshold }),
    ...(alarm.thresholdMetricId === undefined ? {} : { ThresholdMetricId: alarm.thresholdMetricId }),
    ComparisonOperator: alarm.comparisonOperator,
    TreatMissingData: alarm.treatMissingData,
    Metrics: alarm.metrics.map(query),
    ...alarmActions(definition, composites),
  };
}
