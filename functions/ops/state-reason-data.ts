import type { EvidencePoint } from './alarm-responses.ts';

/** What an alarm's StateReasonData says, as far as it can be read. */
type ReasonData = {
  readonly queriedAt: string | undefined;
  readonly points: readonly EvidencePoint[];
  readonly triggers: readonly { readonly arn: string; readonly state: string; readonly at: string }[];
};

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function members(json: string | undefined): Members {
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

const objects = (value: unknown): readonly Members[] => (Array.isArray(value) ? value.filter(isObject) : []);
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const numbers = (value: unknown): readonly number[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'number') : [];

/** CloudWatch writes `2026-11-21T09:00:00.000+0000`, which is not what Date.parse has to understand. */
function instantOf(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

const iso = (at: number): string => new Date(at).toISOString();

/** The periods from the first datapoint to the last. */
function periodsOf(data: Members, evaluated: readonly number[]): readonly number[] {
  const [start, period] = [instantOf(data.startDate), number(data.period)];
  const last = Math.max(...evaluated);
  if (start === undefined || period === undefined || period <= 0 || last < start) return [];
  const count = Math.floor((last - start) / (period * 1000)) + 1;
  return count > 1_000 ? [] : Array.from({ length: count }, (_, index) => start + index * period * 1000);
}

/**
 * The datapoints with their times, oldest first. CloudWatch lists the values that there were without times, and the times of
 * what was missing: the times are told only where both fit together.
 */
function pointsOf(data: Members): readonly Omit<EvidencePoint, 'breaching'>[] {
  const values = numbers(data.recentDatapoints);
  const [lower, upper] = [numbers(data.recentLowerThresholds), numbers(data.recentUpperThresholds)];
  const threshold = number(data.threshold);
  const evaluated = objects(data.evaluatedDatapoints);
  const timesOf = (isThere: boolean) =>
    evaluated
      .filter(({ value }) => (value !== undefined) === isThere)
      .flatMap(({ timestamp }) => instantOf(timestamp) ?? []);
  const missing = timesOf(false);
  const times = periodsOf(data, timesOf(true)).filter((at) => !missing.includes(at));
  const there = values.map((value, index) => ({
    at: times.length === values.length ? times[index] : undefined,
    point: {
      value,
      ...(threshold !== undefined && { threshold }),
      ...(lower[index] !== undefined && { lower: lower[index] }),
      ...(upper[index] !== undefined && { upper: upper[index] }),
    },
  }));
  const all = [...there, ...missing.map((at) => ({ at, point: {} }))];
  const sorted = all.every(({ at }) => at !== undefined) ? all.sort((a, b) => (a.at ?? 0) - (b.at ?? 0)) : there;
  return sorted.map(({ at, point }) => ({ ...(at !== undefined && { at: iso(at) }), ...point }));
}

type Comparison = (point: Omit<EvidencePoint, 'breaching'>) => boolean;

const above = (value: number | undefined, limit: number | undefined): boolean =>
  value !== undefined && limit !== undefined && value > limit;

const BREACHES: Readonly<Record<string, Comparison>> = {
  GreaterThanThreshold: ({ value, threshold }) => above(value, threshold),
  GreaterThanOrEqualToThreshold: ({ value, threshold }) => above(value, threshold) || value === threshold,
  LessThanThreshold: ({ value, threshold }) => above(threshold, value),
  LessThanOrEqualToThreshold: ({ value, threshold }) => above(threshold, value) || value === threshold,
  GreaterThanUpperThreshold: ({ value, upper }) => above(value, upper),
  LessThanLowerThreshold: ({ value, lower }) => above(lower, value),
  LessThanLowerOrGreaterThanUpperThreshold: ({ value, lower, upper }) => above(value, upper) || above(lower, value),
};

/** The breaching of a period without data is what the alarm's `TreatMissingData` makes of it. */
function isBreaching(point: Omit<EvidencePoint, 'breaching'>, comparison: string, missing: string): boolean {
  if (point.value === undefined) return missing === 'breaching';
  return BREACHES[comparison]?.(point) ?? false;
}

/** Reads an alarm's StateReasonData ("DescribeAlarms"); what cannot be read is left out. */
export function readReasonData(json: string | undefined, comparison = '', missing = 'missing'): ReasonData {
  const data = members(json);
  const queriedAt = instantOf(data.queryDate);
  return {
    queriedAt: queriedAt === undefined ? undefined : iso(queriedAt),
    points: pointsOf(data).map((point) => ({ ...point, breaching: isBreaching(point, comparison, missing) })),
    triggers: objects(data.triggeringAlarms).flatMap(({ arn, state }) => {
      const { value, timestamp } = isObject(state) ? state : {};
      const at = instantOf(timestamp);
      return typeof arn === 'string' && typeof value === 'string' && at !== undefined
        ? [{ arn, state: value, at: iso(at) }]
        : [];
    }),
  };
}
