import { isDeepStrictEqual } from 'node:util';
import type { CompositeAlarm, MetricAlarm, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { AlarmDefinition } from '../../monitoring/alarms/alarm-definition.ts';
import { compositeAlarm } from '../../monitoring/alarms/composite-alarm.ts';
import type { CompositeDefinition } from '../../monitoring/alarms/composite-definition.ts';
import { type AlarmMetricQuery, metricAlarm } from '../../monitoring/alarms/metric-alarm.ts';
import { namedTarget } from '../../monitoring/resource-names.ts';

/** What an alarm is compared by; the id of the API is AWS's, and not known beforehand. */
type Essence = Readonly<Record<string, unknown>>;
const SOME_API = 'some API';

function wantedQuery(query: AlarmMetricQuery<string>): Essence {
  const { id, returnData } = query;
  if ('expression' in query) return { id, returnData, expression: query.expression };
  const { namespace, metricName, dimensions, period, stat } = query.metric;
  return { id, returnData, namespace, metricName, dimensions, period, stat };
}

function deployedQuery({ Id: id, ReturnData: returnData = true, Expression, MetricStat }: MetricDataQuery): Essence {
  if (MetricStat === undefined) return { id, returnData, expression: Expression };
  const { Metric, Period: period, Stat: stat } = MetricStat;
  const { Namespace: namespace, MetricName: metricName, Dimensions = [] } = Metric ?? {};
  const dimensions = Object.fromEntries(
    Dimensions.map(({ Name = '', Value }) => [Name, Name === 'ApiId' ? SOME_API : Value]),
  );
  return { id, returnData, namespace, metricName, dimensions, period, stat };
}

function wantedEssence(definition: AlarmDefinition, stage: string): Essence {
  const alarm = metricAlarm(definition, namedTarget(stage, SOME_API));
  const { alarmName: _name, actionsEnabled: _enabled, alarmDescription, metrics, ...others } = alarm;
  return { ...others, description: alarmDescription, metrics: metrics.map(wantedQuery) };
}

function deployedEssence(alarm: MetricAlarm): Essence {
  return {
    evaluationPeriods: alarm.EvaluationPeriods,
    datapointsToAlarm: alarm.DatapointsToAlarm,
    ...(alarm.Threshold === undefined
      ? { thresholdMetricId: alarm.ThresholdMetricId }
      : { threshold: alarm.Threshold }),
    comparisonOperator: alarm.ComparisonOperator,
    treatMissingData: alarm.TreatMissingData,
    description: alarm.AlarmDescription,
    metrics: (alarm.Metrics ?? []).map(deployedQuery),
  };
}

function differences(deployed: Essence, wanted: Essence): readonly string[] {
  return [...new Set([...Object.keys(wanted), ...Object.keys(deployed)])]
    .filter((member) => !isDeepStrictEqual(deployed[member], wanted[member]))
    .map((member) => {
      const [is, should] = [deployed[member], wanted[member]];
      return typeof should === 'number' ? `${member} ${is} instead of ${should}` : member;
    });
}

/** What of an alarm is otherwise than defined for the stage, whether its actions are on left aside: the values where they are short. */
export function alarmDifferences(alarm: MetricAlarm, definition: AlarmDefinition, stage: string): readonly string[] {
  return differences(deployedEssence(alarm), wantedEssence(definition, stage));
}

/** The name of an alarm that is named as such or by its ARN. */
const nameIn = (nameOrArn: string | undefined): string | undefined => nameOrArn?.replace(/^arn:.*:alarm:/, '');

/** The same of a composite alarm. */
export function compositeDifferences(
  alarm: CompositeAlarm,
  definition: CompositeDefinition,
  stage: string,
): readonly string[] {
  const { alarmName: _name, actionsEnabled: _enabled, ...wanted } = compositeAlarm(definition, { stage });
  return differences(
    {
      alarmDescription: alarm.AlarmDescription,
      alarmRule: alarm.AlarmRule,
      ...(alarm.ActionsSuppressor === undefined
        ? {}
        : {
            actionsSuppressor: nameIn(alarm.ActionsSuppressor),
            actionsSuppressorWaitPeriod: alarm.ActionsSuppressorWaitPeriod,
            actionsSuppressorExtensionPeriod: alarm.ActionsSuppressorExtensionPeriod,
          }),
    },
    wanted,
  );
}
