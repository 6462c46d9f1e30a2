import type { JsonObject } from '../../aws/json.ts';
import { objects } from '../read-input.ts';
import type { MetricAlarm } from './alarm.ts';

/** What an alarm watches, as the `Trigger` of its notification words it. */
export function alarmTrigger({ definition, input }: Pick<MetricAlarm, 'definition' | 'input'>) {
  const { subject, period, rule, ignoreLowSamples } = definition;
  const common = {
    Period: period / 1000,
    EvaluationPeriods: rule.evaluationPeriods,
    ...(rule.namesDatapointsToAlarm && { DatapointsToAlarm: rule.datapointsToAlarm }),
    ComparisonOperator: rule.comparisonOperator,
    ...(subject.kind === 'band' ? { ThresholdMetricId: subject.band } : { Threshold: rule.threshold }),
    TreatMissingData: rule.treatMissingData,
    EvaluateLowSampleCountPercentile: ignoreLowSamples ? 'ignore' : '',
  };
  if (subject.kind !== 'metric') return { ...common, Metrics: objects(input.Metrics).map(triggerQuery) };
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

/** Notifications always tell ReturnData and spell a dimension's members in lower case. */
function triggerQuery(query: JsonObject): JsonObject {
  const { ReturnData, ...rest } = query;
  return { ...rest, ...triggerStat(query), ReturnData: ReturnData ?? true };
}

function triggerStat(query: JsonObject): JsonObject {
  const [stat] = objects([query.MetricStat ?? null]);
  const [metric] = objects([stat?.Metric ?? null]);
  if (stat === undefined || metric === undefined) return {};
  const Dimensions = objects(metric.Dimensions).map(({ Name = null, Value = null }) => ({ value: Value, name: Name }));
  return { MetricStat: { ...stat, Metric: { ...metric, Dimensions } } };
}
