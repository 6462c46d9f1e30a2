import type { JsonObject } from '../../aws/json.ts';
import type { Members } from '../../aws/members.ts';
import { parseTimeZone, UTC } from '../alarms/time-zone.ts';
import { invalidCombination, invalidValue, missingParameter } from '../errors.ts';
import { calledFunctions } from '../math/expression.ts';
import { parseStatistic } from '../metrics/statistic.ts';
import { type MetricSource, readMetricDataQuery } from '../queries/metric-data-query.ts';
import { planQueries } from '../queries/query-plan.ts';
import type { Range } from '../queries/range.ts';
import { isSet, objects, read, readDimensions, readEnum, requiredTime, text } from '../read-input.ts';
import { type AnomalyDetector, type DetectorSubject, detectorId } from './anomaly-detector.ts';
import {
  ADAPTATION_SPEEDS,
  DEFAULT_TRAINING,
  OUTLIER_FILTERING_STRENGTHS,
  type TrainingOptions,
} from './seasonal-model.ts';

const MINUTE = 60_000;
const MAX_EXCLUDED_RANGES = 10;
const MAX_METRICS = 10;
const SINGLE_METRIC_MEMBERS = ['Namespace', 'MetricName', 'Dimensions', 'Stat'];
/** The period a single metric is looked at to tell whether a model can be trained; bands have the period of their queries. */
const LOOKED_AT_PERIOD = 5 * MINUTE;

/** What tells one detector from another in the inputs of the anomaly detector operations, in the members of today. */
export function readDetectorSubject(input: JsonObject): {
  readonly subject: DetectorSubject;
  readonly input: JsonObject;
} {
  const members = read(input);
  const single = members.object('SingleMetricAnomalyDetector');
  const math = members.object('MetricMathAnomalyDetector');
  const old = SINGLE_METRIC_MEMBERS.filter((member) => isSet(input[member]));
  if ([single !== undefined, math !== undefined, old.length > 0].filter(Boolean).length > 1) {
    throw invalidCombination(
      'Either single metric attributes, SingleMetricAnomalyDetector or MetricMathAnomalyDetector can be set',
    );
  }
  if (math !== undefined) return { subject: readMath(math), input: { MetricMathAnomalyDetector: math } };
  const prefix = single === undefined ? '' : 'SingleMetricAnomalyDetector.';
  const given = single ?? Object.fromEntries(old.map((member) => [member, input[member]]));
  return { subject: readSingle(given, prefix), input: { SingleMetricAnomalyDetector: given } };
}

/** Reads PutAnomalyDetector's input; an AwsError where it breaks a rule of the API. */
export function readAnomalyDetector(input: JsonObject, created: number): AnomalyDetector {
  const { subject, input: about } = readDetectorSubject(input);
  const { Configuration, MetricCharacteristics } = input;
  const members = read(input);
  return {
    id: detectorId(subject),
    input: {
      ...about,
      ...(Configuration !== undefined && { Configuration }),
      ...(MetricCharacteristics !== undefined && { MetricCharacteristics }),
    },
    subject,
    training: readTraining(members.object('Configuration') ?? {}, members.object('MetricCharacteristics') ?? {}),
    created,
  };
}

function readSingle(input: JsonObject, prefix: string): DetectorSubject {
  const members = read(input, prefix);
  const stat = members.requiredString('Stat');
  const statistic = parseStatistic(stat);
  if (statistic === undefined) throw invalidValue(`The value ${stat} for parameter ${prefix}Stat is not supported.`);
  const metric: MetricSource = {
    kind: 'metric',
    namespace: text(members.requiredString('Namespace'), `${prefix}Namespace`, 255),
    name: text(members.requiredString('MetricName'), `${prefix}MetricName`, 255),
    dimensions: readDimensions(members, prefix),
    stat,
    statistic,
    period: LOOKED_AT_PERIOD,
  };
  return { plan: planQueries([{ id: 'm', returnData: true, source: metric }]), returned: 'm', metric };
}

function readMath(input: JsonObject): DetectorSubject {
  const prefix = 'MetricMathAnomalyDetector.MetricDataQueries';
  const given = read(input, 'MetricMathAnomalyDetector.').objects('MetricDataQueries');
  if (given === undefined) throw missingParameter(prefix);
  const queries = given.map((query, index) => readMetricDataQuery(query, `${prefix}.member.${index + 1}.`));
  if (queries.length === 1 && queries[0]?.source.kind === 'metric') {
    throw invalidValue(
      'The MetricDataQueries list in MetricMathAnomalyDetector contains a single metric, please use SingleMetricAnomalyDetector instead',
    );
  }
  const metrics = queries.flatMap(({ source }) => (source.kind === 'metric' ? [source] : []));
  if (metrics.length > MAX_METRICS)
    throw invalidValue(`Too many metrics in anomaly detector, maximum is ${MAX_METRICS}`);
  if (metrics.some(({ period }) => period < MINUTE))
    throw invalidValue('High-resolution metrics are not supported in MetricMathAnomalyDetector');
  if (new Set(metrics.map(({ period }) => period)).size > 1)
    throw invalidValue('Metrics with different periods are not supported in MetricMathAnomalyDetector');
  const called = queries.flatMap(({ source }) =>
    source.kind === 'expression' ? calledFunctions(source.expression) : [],
  );
  if (called.includes('SEARCH') || called.includes('METRICS'))
    throw invalidValue('SEARCH and METRICS are not supported in MetricMathAnomalyDetector');
  const [returned, second] = queries.filter(({ returnData }) => returnData);
  const plan = planQueries(queries);
  if (returned === undefined || second !== undefined || plan.types.get(returned.id) !== 'series')
    throw invalidValue('Exactly one element of the MetricDataQueries list should return data, a single time series');
  return { plan, returned: returned.id };
}

function readTraining(configuration: JsonObject, characteristics: JsonObject): TrainingOptions {
  const members = read(configuration, 'Configuration.');
  const at = 'configuration.';
  return {
    excluded: readExcluded(configuration, members),
    timeZone: readTimeZone(members.string('MetricTimezone')),
    periodicSpikes: read(characteristics).boolean('PeriodicSpikes') ?? false,
    adaptationSpeed:
      readEnum(members.string('AdaptationSpeed'), ADAPTATION_SPEEDS, `${at}adaptationSpeed`) ??
      DEFAULT_TRAINING.adaptationSpeed,
    outlierFiltering:
      readEnum(
        members.string('OutlierFilteringStrength'),
        OUTLIER_FILTERING_STRENGTHS,
        `${at}outlierFilteringStrength`,
      ) ?? DEFAULT_TRAINING.outlierFiltering,
  };
}

function readExcluded(configuration: JsonObject, members: Members): Range[] {
  members.objects('ExcludedTimeRanges');
  const ranges = objects(configuration.ExcludedTimeRanges);
  if (ranges.length > MAX_EXCLUDED_RANGES)
    throw invalidValue(`The collection ExcludedTimeRanges must not have a size greater than ${MAX_EXCLUDED_RANGES}.`);
  return ranges.map((range) => {
    const [start, end] = [requiredTime(range, 'StartTime'), requiredTime(range, 'EndTime')];
    if (start >= end) throw invalidValue('Input has invalid parameter.');
    return { start, end };
  });
}

function readTimeZone(name: string | undefined): TrainingOptions['timeZone'] {
  const zone = name === undefined ? UTC : parseTimeZone(name);
  if (zone === undefined) throw invalidValue(`The value ${name} for parameter MetricTimezone is not a time zone.`);
  return zone;
}
