import type { Operation } from '../../aws/aws-service.ts';
import type { JsonObject } from '../../aws/json.ts';
import type { Members } from '../../aws/members.ts';
import { type AnomalyDetector, watchedBy } from '../anomaly/anomaly-detector.ts';
import { impliedDetectors } from '../anomaly/implied-detectors.ts';
import { invalidCombination, invalidValue } from '../errors.ts';
import { identityKey } from '../metrics/metric-identity.ts';
import { page } from '../page.ts';
import {
  isSet,
  objects,
  read,
  readDimensions,
  readEnum,
  requiredTime,
  wireDimensions,
  wireTime,
} from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const MAX_RESULTS = 100;
const MAX_IDS = 50;
const TYPES = ['SINGLE_METRIC', 'METRIC_MATH'] as const;
const METRIC_FILTERS = ['Namespace', 'MetricName', 'Dimensions', 'AnomalyDetectorTypes'];
/** How long a detector is told to be in training after it was made: AWS says no more than that it takes a while. */
const TRAINING_TIME = 15 * MINUTE;

/** DescribeAnomalyDetectors with its filters, among them the detectors that alarms on bands imply. */
export function describeAnomalyDetectors(state: Pick<ServiceState, 'detectors' | 'alarms' | 'source'>): Operation {
  return (input, { now }) => {
    const members = read(input);
    const wanted = readFilter(input, members);
    const known = state.detectors.list();
    const implied = impliedDetectors(state.alarms.list()).filter(({ id }) => !known.some((each) => each.id === id));
    const found = [...known, ...implied].filter(wanted);
    const { items, nextToken } = page(found, members.string('NextToken'), readMaxResults(members));
    return {
      AnomalyDetectors: items.map((detector) => describe(detector, state, now)),
      ...(nextToken !== undefined && { NextToken: nextToken }),
    };
  };
}

function readMaxResults(members: Members): number {
  const results = members.integer('MaxResults') ?? MAX_RESULTS;
  if (results >= 1 && results <= MAX_RESULTS) return results;
  throw invalidValue(`The value ${results} for parameter MaxResults must be between 1 and ${MAX_RESULTS}.`);
}

function readFilter(input: JsonObject, members: Members): (detector: AnomalyDetector) => boolean {
  const ids = members.strings('AnomalyDetectorIds') ?? [];
  if (ids.length > 0) {
    const both = METRIC_FILTERS.find((member) => isSet(input[member]));
    if (both !== undefined)
      throw invalidCombination(`The parameters AnomalyDetectorIds and ${both} are mutually exclusive.`);
    if (ids.length > MAX_IDS)
      throw invalidValue(`The collection AnomalyDetectorIds must not have a size greater than ${MAX_IDS}.`);
    return ({ id }) => ids.includes(id);
  }
  const named = (members.strings('AnomalyDetectorTypes') ?? []).map((type) =>
    readEnum(type, TYPES, 'anomalyDetectorTypes'),
  );
  const types = named.length === 0 ? ['SINGLE_METRIC'] : named;
  const aboutMetric = readMetricFilter(members);
  return ({ subject }) =>
    types.includes(subject.metric === undefined ? 'METRIC_MATH' : 'SINGLE_METRIC') && aboutMetric(subject.metric);
}

function readMetricFilter(members: Members): (metric: AnomalyDetector['subject']['metric']) => boolean {
  const namespace = members.string('Namespace');
  const name = members.string('MetricName');
  const dimensions = members.list('Dimensions') && identityKey('', '', readDimensions(members));
  return (metric) =>
    (namespace === undefined || metric?.namespace === namespace) &&
    (name === undefined || metric?.name === name) &&
    (dimensions === undefined || (metric !== undefined && identityKey('', '', metric.dimensions) === dimensions));
}

function describe(detector: AnomalyDetector, { source }: Pick<ServiceState, 'source'>, now: number): JsonObject {
  const { id, input, subject } = detector;
  const { metric } = subject;
  const single = metric && {
    Namespace: metric.namespace,
    MetricName: metric.name,
    Dimensions: wireDimensions(metric.dimensions),
    Stat: metric.stat,
  };
  return {
    AnomalyDetectorId: id,
    ...(single && { ...single, SingleMetricAnomalyDetector: single }),
    ...(input.MetricMathAnomalyDetector !== undefined && {
      MetricMathAnomalyDetector: input.MetricMathAnomalyDetector,
    }),
    Configuration: wireConfiguration(input.Configuration),
    ...(input.MetricCharacteristics !== undefined && { MetricCharacteristics: input.MetricCharacteristics }),
    StateValue: stateOf(detector, source, now),
  };
}

/** A detector is trained once its series goes back a day; with less its model has insufficient data. */
function stateOf({ subject, created }: AnomalyDetector, source: ServiceState['source'], now: number): string {
  if (now < created + TRAINING_TIME) return 'PENDING_TRAINING';
  const model = source.models.modelAt(watchedBy(subject, source), now);
  return model !== undefined && model.history >= DAY ? 'TRAINED' : 'TRAINED_INSUFFICIENT_DATA';
}

function wireConfiguration(configuration: JsonObject[string]): JsonObject {
  const [given = {}] = objects([configuration ?? null]);
  const ranges = objects(given.ExcludedTimeRanges);
  const wired = ranges.map((range) => ({
    StartTime: wireTime(requiredTime(range, 'StartTime')),
    EndTime: wireTime(requiredTime(range, 'EndTime')),
  }));
  return { ...given, ...(given.ExcludedTimeRanges !== undefined && { ExcludedTimeRanges: wired }) };
}
