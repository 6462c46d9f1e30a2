import { UNITS } from '../../../monitoring/cloudwatch.ts';
import type { Operation } from '../../aws/aws-service.ts';
import type { JsonObject } from '../../aws/json.ts';
import { invalidCombination, invalidValue } from '../errors.ts';
import type { MetricStore } from '../metric-store.ts';
import { computeStatistic, type ParsedStatistic, parseStatistic } from '../metrics/statistic.ts';
import { periodMs } from '../queries/period.ts';
import { readRange, requestedRange } from '../queries/requested-range.ts';
import { read, readDimensions, readEnum, text, wireTime } from '../read-input.ts';

const MAX_DATAPOINTS = 1440;
const MAX_EXTENDED = 10;
const BASIC = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'];

type Named = readonly [name: string, statistic: ParsedStatistic];
type Wanted = { readonly kind: 'basic' | 'extended'; readonly statistics: readonly Named[] };

/** GetMetricStatistics: datapoints of each unit apart, oldest first. */
export function getMetricStatistics(metrics: MetricStore): Operation {
  return (input, { now }) => {
    const members = read(input);
    const namespace = text(members.requiredString('Namespace'), 'Namespace', 255);
    const name = text(members.requiredString('MetricName'), 'MetricName', 255);
    const dimensions = readDimensions(members);
    const unit = readEnum(members.string('Unit'), UNITS, 'unit');
    const period = periodMs(members.requiredNumber('Period'), 'Period');
    const wanted = readWanted(members.strings('Statistics') ?? [], members.strings('ExtendedStatistics') ?? []);
    checkSpan(input, period);
    const { start, end } = requestedRange(input, period, now);
    const series = metrics.find(namespace, name, dimensions)?.series ?? [];
    const datapoints: Record<string, unknown>[] = [];
    for (const each of series) {
      if (unit !== undefined && each.unit !== unit) continue;
      each.read(start, end, period, (timestamp, parts) => {
        const values = compute(wanted, parts);
        if (values !== undefined) datapoints.push({ Timestamp: wireTime(timestamp), Unit: each.unit, ...values });
      });
    }
    return { Label: name, Datapoints: datapoints };
  };
}

/** One kind of statistics or the other (API reference "GetMetricStatistics"). */
function readWanted(basic: readonly string[], extended: readonly string[]): Wanted {
  if (basic.length + extended.length === 0)
    throw invalidCombination('At least one of the parameters Statistics and ExtendedStatistics must be specified.');
  if (basic.length > 0 && extended.length > 0) {
    throw invalidCombination(
      'The parameters Statistics and ExtendedStatistics are mutually exclusive and you have specified both.',
    );
  }
  if (extended.length > 0) return { kind: 'extended', statistics: readExtended(extended) };
  checkSize(basic, 'Statistics', BASIC.length);
  return { kind: 'basic', statistics: basic.map((each) => parse(readEnum(each, BASIC, 'statistics') ?? each, '')) };
}

function readExtended(extended: readonly string[]): Named[] {
  checkSize(extended, 'ExtendedStatistics', MAX_EXTENDED);
  return extended.map((each, index) => {
    const place = `ExtendedStatistics.member.${index + 1}`;
    if (BASIC.includes(each)) throw unsupported(each, place);
    return parse(each, place);
  });
}

function parse(name: string, place: string): Named {
  const statistic = parseStatistic(name);
  if (statistic === undefined) throw unsupported(name, place);
  return [name, statistic];
}

function unsupported(name: string, place: string): Error {
  return invalidValue(`The value ${name} for parameter ${place} is not supported.`);
}

function checkSize(list: readonly string[], member: string, limit: number): void {
  if (list.length > limit) throw invalidValue(`The collection ${member} must not have a size greater than ${limit}.`);
}

function checkSpan(input: JsonObject, period: number): void {
  const { start, end } = readRange(input, invalidValue);
  const count = Math.ceil((end - start) / period);
  if (count <= MAX_DATAPOINTS) return;
  throw invalidCombination(
    `You have requested up to ${count} datapoints, which exceeds the limit of ${MAX_DATAPOINTS}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
  );
}

/** A period for which none of the statistics can be computed is no datapoint. */
function compute(
  { kind, statistics }: Wanted,
  parts: Parameters<typeof computeStatistic>[1],
): Record<string, unknown> | undefined {
  const values = statistics.flatMap(([name, statistic]) => {
    const value = computeStatistic(statistic, parts);
    return value === undefined ? [] : [[name, value] as const];
  });
  if (values.length === 0) return undefined;
  return kind === 'basic' ? Object.fromEntries(values) : { ExtendedStatistics: Object.fromEntries(values) };
}
