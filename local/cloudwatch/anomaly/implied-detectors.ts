import type { JsonObject } from '../../aws/json.ts';
import type { Alarm, MetricAlarm } from '../alarms/alarm.ts';
import { wireDimensions } from '../read-input.ts';
import type { AnomalyDetector } from './anomaly-detector.ts';
import { readAnomalyDetector } from './read-anomaly-detector.ts';

/** The detectors that alarms on anomaly detection bands imply: AWS makes one when it evaluates such an alarm and there is none. */
export function impliedDetectors(alarms: readonly Alarm[]): AnomalyDetector[] {
  const inputs = alarms.flatMap((alarm) => {
    const input = alarm.kind === 'metric' ? impliedInput(alarm) : undefined;
    return input === undefined ? [] : [readAnomalyDetector(input, alarm.configured)];
  });
  return [...new Map(inputs.map((detector) => [detector.id, detector])).values()];
}

/** A detector of a single metric or of metric math, by the first argument of the band. */
function impliedInput({ definition: { subject }, input }: Pick<MetricAlarm, 'definition' | 'input'>) {
  if (subject.kind !== 'band') return undefined;
  const band = subject.plan.queries.find(({ id }) => id === subject.band)?.source;
  const call = band?.kind === 'expression' && band.expression.kind === 'call' ? band.expression : undefined;
  const [argument] = call?.args ?? [];
  const id = argument?.kind === 'id' ? argument.id : undefined;
  const source = subject.plan.queries.find((query) => query.id === id)?.source;
  if (id === undefined || source === undefined) return undefined;
  if (source.kind === 'expression') return mathInput(input, id, subject.band);
  const { namespace, name, dimensions, stat } = source;
  const SingleMetricAnomalyDetector = {
    Namespace: namespace,
    MetricName: name,
    Dimensions: wireDimensions(dimensions),
    Stat: stat,
  };
  return { SingleMetricAnomalyDetector };
}

function mathInput({ Metrics }: JsonObject, returned: string, band: string): JsonObject {
  const queries = (Array.isArray(Metrics) ? Metrics : []).flatMap((query) =>
    query.Id === band ? [] : [{ ...query, ReturnData: query.Id === returned }],
  );
  return { MetricMathAnomalyDetector: { MetricDataQueries: queries } };
}
