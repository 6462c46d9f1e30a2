import type { AlarmDefinition, EvaluationRule } from './alarm-definition.ts';
import { type AlarmDatapoint, grounds, type RealDatapoint } from './decide-state.ts';
import { formatDouble } from './format-double.ts';
import { formatOffsetTime } from './format-time.ts';

/** Members of a JSON object as text, in order; an undefined one is left out. */
type JsonMembers = readonly (readonly [name: string, json: string | undefined])[];

/**
 * The StateReasonData of an evaluation as JSON, doubles as Java writes them. The recent datapoints are the real ones, oldest
 * first; the evaluated ones are, as in AWS's samples, the newest real one and those that were missing, newest first.
 */
export function stateReasonData(
  { subject, period, rule }: Pick<AlarmDefinition, 'subject' | 'period' | 'rule'>,
  datapoints: readonly AlarmDatapoint[],
  now: number,
): string {
  const { real, missing } = grounds(rule, datapoints);
  const oldest = real.at(-1);
  const metric = subject.kind === 'metric' ? subject.metric : undefined;
  const evaluated = [...real.slice(0, 1), ...missing].sort((a, b) => b.timestamp - a.timestamp);
  return jsonObject([
    ['version', '"1.0"'],
    ['queryDate', time(now)],
    ['startDate', oldest && time(oldest.timestamp)],
    ['unit', metric?.unit && JSON.stringify(metric.unit)],
    ['statistic', metric && JSON.stringify(metric.stat)],
    ['period', String(period / 1000)],
    ['recentDatapoints', doubles(real, ({ value }) => value)],
    ...recentThresholds(rule, real),
    ['evaluatedDatapoints', jsonArray(evaluated.map((datapoint) => evaluatedDatapoint(rule, datapoint)))],
  ]);
}

function recentThresholds(rule: EvaluationRule, real: readonly RealDatapoint[]): JsonMembers {
  const lower = ['recentLowerThresholds', doubles(real, ({ band }) => band?.lower)] as const;
  const upper = ['recentUpperThresholds', doubles(real, ({ band }) => band?.upper)] as const;
  switch (rule.comparisonOperator) {
    case 'LessThanLowerOrGreaterThanUpperThreshold':
      return [lower, upper];
    case 'LessThanLowerThreshold':
      return [lower];
    case 'GreaterThanUpperThreshold':
      return [upper];
    default:
      return [['threshold', formatDouble(rule.threshold)]];
  }
}

/** With a band on both sides AWS's members are not known: `lowerThreshold` and `upperThreshold` here. */
function evaluatedDatapoint(rule: EvaluationRule, { timestamp, sampleCount, value, band }: AlarmDatapoint): string {
  const thresholds = (): JsonMembers => {
    if (rule.threshold !== undefined || band === undefined || value === undefined) return [];
    const lower = formatDouble(band.lower);
    const upper = formatDouble(band.upper);
    if (rule.comparisonOperator === 'GreaterThanUpperThreshold') return [['threshold', upper]];
    if (rule.comparisonOperator === 'LessThanLowerThreshold') return [['threshold', lower]];
    return [
      ['lowerThreshold', lower],
      ['upperThreshold', upper],
    ];
  };
  return jsonObject([
    ['timestamp', time(timestamp)],
    ['sampleCount', sampleCount === undefined ? undefined : formatDouble(sampleCount)],
    ['value', value === undefined ? undefined : formatDouble(value)],
    ...thresholds(),
  ]);
}

function doubles(real: readonly RealDatapoint[], of: (datapoint: RealDatapoint) => number | undefined): string {
  const values = real.map(of).filter((value) => value !== undefined);
  return jsonArray(values.toReversed().map(formatDouble));
}

function time(at: number): string {
  return `"${formatOffsetTime(at)}"`;
}

function jsonArray(items: readonly string[]): string {
  return `[${items.join(',')}]`;
}

function jsonObject(members: JsonMembers): string {
  const present = members.filter(([, json]) => json !== undefined);
  return `{${present.map(([name, json]) => `"${name}":${json}`).join(',')}}`;
}
