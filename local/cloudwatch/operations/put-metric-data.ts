import type { Operation } from '../../aws/aws-service.ts';
import type { JsonObject, JsonValue } from '../../aws/json.ts';
import type { Members } from '../../aws/members.ts';
import { invalidCombination, invalidValue, missingParameter } from '../errors.ts';
import type { MetricSample, MetricStore, StatisticSample } from '../metric-store.ts';
import type { StatisticSet } from '../metrics/distribution.ts';
import { read, readDimensions, readTime, readUnit, text } from '../read-input.ts';

const MAX_DATA = 1000;
const MAX_VALUES = 150;
const LARGEST_VALUE = 2 ** 360;
const TWO_WEEKS = 14 * 86_400_000;
const TWO_HOURS = 2 * 3_600_000;

type Sample = Omit<MetricSample, 'value' | 'count'>;
type Contribution =
  | { readonly kind: 'value'; readonly value: number; readonly count: number }
  | { readonly kind: 'statistics'; readonly statistics: StatisticSet };

/** PutMetricData: all data of a request is taken, or none of it. */
export function putMetricData(metrics: MetricStore): Operation {
  return (input, { now }) => {
    const members = read(input);
    const namespace = readNamespace(members);
    const data = members.objects('MetricData') ?? [];
    if (data.length === 0) throw missingParameter('MetricData');
    if (data.length > MAX_DATA)
      throw invalidValue(`The collection MetricData must not have a size greater than ${MAX_DATA}.`);
    const checkedData = data.map((datum, index) => readDatum(datum, `MetricData.member.${index + 1}.`, namespace, now));
    for (const { sample, contributions } of checkedData)
      for (const each of contributions) contribute(metrics, sample, each);
    return {};
  };
}

function contribute(metrics: MetricStore, sample: Sample, contribution: Contribution): void {
  switch (contribution.kind) {
    case 'value':
      metrics.record({ ...sample, value: contribution.value, count: contribution.count });
      return;
    case 'statistics':
      metrics.recordStatistics({ ...sample, statistics: contribution.statistics } satisfies StatisticSample);
      return;
    default:
      contribution satisfies never;
  }
}

function readNamespace(members: Members): string {
  const namespace = text(members.requiredString('Namespace'), 'Namespace', 255);
  if (namespace.startsWith('AWS/') || !/^[^:][ -~]*$/.test(namespace)) {
    throw invalidValue(`The value ${namespace} for parameter Namespace is invalid.`);
  }
  return namespace;
}

function readDatum(datum: JsonObject, place: string, namespace: string, now: number) {
  const members = read(datum, place);
  const sample: Sample = {
    namespace,
    name: text(members.requiredString('MetricName'), `${place}MetricName`, 255),
    dimensions: readDimensions(members, place),
    unit: readUnit(members, `${place}Unit`) ?? 'None',
    timestamp: readTimestamp(datum, place, now),
    storageResolution: readResolution(members, place),
  };
  return { sample, contributions: readContributions(datum, members, place) };
}

function readTimestamp(datum: JsonObject, place: string, now: number): number {
  const timestamp = readTime(datum, 'Timestamp') ?? now;
  if (timestamp < now - TWO_WEEKS)
    throw invalidValue(`The parameter ${place}Timestamp must specify a time within the last two weeks.`);
  if (timestamp > now + TWO_HOURS)
    throw invalidValue(`The parameter ${place}Timestamp must specify a time no more than two hours in the future.`);
  return timestamp;
}

function readResolution(members: Members, place: string): 1 | 60 {
  const resolution = members.number('StorageResolution') ?? 60;
  if (resolution === 1 || resolution === 60) return resolution;
  throw invalidValue(`The value ${resolution} for parameter ${place}StorageResolution must be 1 or 60.`);
}

function readContributions(datum: JsonObject, members: Members, place: string): Contribution[] {
  const given = ['Value', 'Values', 'StatisticValues'].filter((member) => datum[member] !== undefined);
  const [first, second] = given;
  if (first !== undefined && second !== undefined) {
    throw invalidCombination(
      `The parameters ${place}${first} and ${place}${second} are mutually exclusive and you have specified both.`,
    );
  }
  switch (first) {
    case 'Value':
      return [{ kind: 'value', value: checked(datum.Value, `${place}Value`), count: 1 }];
    case 'Values':
      return readValues(members, place);
    case 'StatisticValues':
      return [{ kind: 'statistics', statistics: readStatistics(members, `${place}StatisticValues.`) }];
    default:
      throw invalidCombination(
        `At least one of the parameters ${place}Value, ${place}Values or ${place}StatisticValues must be specified.`,
      );
  }
}

function readValues(members: Members, place: string): Contribution[] {
  const values = numbers(members.list('Values') ?? [], `${place}Values`);
  const counts = members.list('Counts');
  const weights = counts === undefined ? values.map(() => 1) : numbers(counts, `${place}Counts`);
  if (values.length > MAX_VALUES)
    throw invalidValue(`The collection ${place}Values must not have a size greater than ${MAX_VALUES}.`);
  if (values.length !== weights.length) {
    throw invalidCombination(`The parameters ${place}Values and ${place}Counts must be of the same size.`);
  }
  const wrong = weights.find((weight) => weight <= 0);
  if (wrong !== undefined)
    throw invalidValue(`The value ${wrong} for parameter ${place}Counts must be greater than 0.`);
  return values.map((value, index) => ({ kind: 'value', value, count: weights[index] ?? 1 }));
}

function readStatistics(members: Members, place: string): StatisticSet {
  const set = members.object('StatisticValues') ?? {};
  const number = (member: string): number => checked(set[member], `${place}${member}`);
  const statistics = {
    count: number('SampleCount'),
    sum: number('Sum'),
    minimum: number('Minimum'),
    maximum: number('Maximum'),
  };
  if (statistics.count <= 0)
    throw invalidValue(`The value ${statistics.count} for parameter ${place}SampleCount must be greater than 0.`);
  if (statistics.minimum > statistics.maximum) {
    throw invalidCombination(`The parameter ${place}Maximum must be greater than or equal to ${place}Minimum.`);
  }
  return statistics;
}

function numbers(list: readonly JsonValue[], place: string): number[] {
  return list.map((value, index) => checked(value, `${place}.member.${index + 1}`));
}

/** Values lie within ±2^360; JSON clients send NaN and Infinity as texts. */
function checked(value: JsonValue | undefined, place: string): number {
  if (value === undefined || value === null) throw missingParameter(place);
  if (typeof value === 'number' && Math.abs(value) <= LARGEST_VALUE) return value;
  throw invalidValue(`The value ${String(value)} for parameter ${place} is invalid.`);
}
