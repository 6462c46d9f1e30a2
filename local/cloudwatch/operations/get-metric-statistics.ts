import { UNITS } from '../../../monitoring/cloudwatch.ts';
import type { Operation } from '../../aws/aws-service.ts';
import { invalidCombination, invalidValue } from '../errors.ts';
import type { MetricStore } from '../metric-store.ts';
import type { Bucket } from '../metrics/bucket.ts';
import { computeStatistic, type ParsedStatistic, parseStatistic } from '../metrics/statistic.ts';
import { periodMs } from '../queries/metric-data-query.ts';
import { requestedRange } from '../queries/requested-range.ts';
import { read, readDimensions, readEnum, wireTime } from '../read-input.ts';

const MAX_DATAPOINTS = 1440;
const BASIC = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'];

type Wanted = {
  readonly basic: readonly [string, ParsedStatistic][];
  readonly extended: readonly [string, ParsedStatistic][];
};

/** GetMetricStatistics: datapoints of each unit apart, oldest first. */
export function getMetricStatistics(metrics: MetricStore): Operation {
  return (input, { now }) => {
    const members = read(input);
    const namespace = members.requiredString('Namespace');
    const name = members.requiredString('MetricName');
    const unit = readEnum(members.string('Unit'), UNITS, 'unit');
    const period = periodMs(members.requiredNumber('Period'), 'Period');
    const wanted = readWanted(members.strings('Statistics') ?? [], members.strings('ExtendedStatistics') ?? []);
    const { start, end } = requestedRange(input, period, now);
    checkCount(Math.ceil((end - start) / period));
    const metric = metrics.find(namespace, name, readDimensions(members));
    const series = metric?.series.filter((each) => unit === undefined || each.unit === unit) ?? [];
    const datapoints: Record<string, unknown>[] = [];
    for (const each of series) {
      each.read(start, end, period, (timestamp, parts) => {
        datapoints.push({ Timestamp: wireTime(timestamp), Unit: each.unit, ...compute(wanted, parts) });
      });
    }
    return { Label: name, Datapoints: datapoints };
  };
}

function readWanted(statistics: readonly string[], extended: readonly string[]): Wanted {
  if (statistics.length + extended.length === 0) {
    throw invalidCombination('At least one of the parameters Statistics or ExtendedStatistics must be specified.');
  }
  return {
    basic: statistics.map((text) => parse(readEnum(text, BASIC, 'statistics') ?? text, 'Statistics')),
    extended: extended.map((text) => parse(text, 'ExtendedStatistics')),
  };
}

function parse(text: string, member: string): [string, ParsedStatistic] {
  const statistic = parseStatistic(text);
  if (statistic === undefined) throw invalidValue(`The value ${text} for parameter ${member} is not supported.`);
  return [text, statistic];
}

function checkCount(count: number): void {
  if (count <= MAX_DATAPOINTS) return;
  throw invalidCombination(
    `You have requested up to ${count.toLocaleString('en-US')} datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
  );
}

function compute({ basic, extended }: Wanted, parts: readonly Bucket[]): Record<string, unknown> {
  const values = (list: Wanted['basic']) =>
    Object.fromEntries(list.map(([text, statistic]) => [text, computeStatistic(statistic, parts)]));
  return { ...values(basic), ...(extended.length > 0 && { ExtendedStatistics: values(extended) }) };
}
