import type { BasicStatistic } from '../../../monitoring/cloudwatch.ts';
import { type Bucket, bucketCount } from './bucket.ts';
import { percentileOf } from './percentile.ts';
import { sortSamples } from './sorted-samples.ts';
import { type Bounds, computeTrimmed, type Trimming } from './trimmed-statistic.ts';

/** A statistic of User Guide "CloudWatch statistics definitions", parsed. */
export type ParsedStatistic =
  | { readonly kind: 'basic'; readonly statistic: BasicStatistic }
  | { readonly kind: 'percentile'; readonly percent: number }
  | { readonly kind: 'trimmed'; readonly trimming: Trimming; readonly bounds: Bounds };

const BASIC: readonly BasicStatistic[] = ['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum'];
const NUMBER = String.raw`-?\d+(?:\.\d{1,10})?`;
const SHORT = /^(p|tm|tc|ts|wm)(\d{1,3}(?:\.\d{1,10})?)$/i;
const PERCENT_RANGE = new RegExp(`^(TM|TC|TS|WM)\\((?:(${NUMBER})%)?:(?:(${NUMBER})%)?\\)$`, 'i');
const VALUE_RANGE = new RegExp(`^(TM|TC|TS|WM|PR)\\((${NUMBER})?:(${NUMBER})?\\)$`, 'i');

/** Reads a statistic as AWS writes it (`Average`, `p99.9`, `IQM`, `tm90`, `TM(10%:90%)`, `PR(:300)`); undefined when it is none. */
export function parseStatistic(text: string): ParsedStatistic | undefined {
  const basic = BASIC.find((name) => name === text);
  if (basic !== undefined) return { kind: 'basic', statistic: basic };
  if (/^IQM$/i.test(text)) return trimmed('TM', 'percent', 25, 75);
  return parseShort(text) ?? parsePercentRange(text) ?? parseValueRange(text);
}

/** The statistic of the samples of one period, which may lie in several storage buckets; undefined when the samples do not give it. */
export function computeStatistic(statistic: ParsedStatistic, buckets: readonly Bucket[]): number | undefined {
  if (statistic.kind === 'basic') return computeBasic(statistic.statistic, buckets);
  const samples = sortSamples(buckets);
  if (samples === undefined) return undefined;
  switch (statistic.kind) {
    case 'percentile':
      return percentileOf(samples, statistic.percent);
    case 'trimmed':
      return computeTrimmed(statistic.trimming, statistic.bounds, samples);
    default:
      return statistic satisfies never;
  }
}

/** How many samples the buckets hold together. */
export function sampleCount(buckets: readonly Bucket[]): number {
  let count = 0;
  for (const bucket of buckets) count += bucketCount(bucket);
  return count;
}

function trimmed(trimming: Trimming, unit: Bounds['unit'], lower: number, upper: number): ParsedStatistic | undefined {
  if (lower > upper || (unit === 'percent' && (lower < 0 || upper > 100))) return undefined;
  return { kind: 'trimmed', trimming, bounds: { unit, lower, upper } };
}

function parseShort(text: string): ParsedStatistic | undefined {
  const [, name, digits] = SHORT.exec(text) ?? [];
  if (name === undefined) return undefined;
  const percent = Number(digits);
  if (percent > 100) return undefined;
  return name.toLowerCase() === 'p'
    ? { kind: 'percentile', percent }
    : trimmed(toTrimming(name), 'percent', 0, percent);
}

function parsePercentRange(text: string): ParsedStatistic | undefined {
  const [, name, lower, upper] = PERCENT_RANGE.exec(text) ?? [];
  if (name === undefined || (lower === undefined && upper === undefined)) return undefined;
  return trimmed(toTrimming(name), 'percent', Number(lower ?? 0), Number(upper ?? 100));
}

function parseValueRange(text: string): ParsedStatistic | undefined {
  const [, name, lower, upper] = VALUE_RANGE.exec(text) ?? [];
  if (name === undefined || (lower === undefined && upper === undefined)) return undefined;
  return trimmed(toTrimming(name), 'value', Number(lower ?? -Infinity), Number(upper ?? Infinity));
}

function toTrimming(name: string): Trimming {
  const upper = name.toUpperCase();
  return upper === 'TC' || upper === 'TS' || upper === 'WM' || upper === 'PR' ? upper : 'TM';
}

function computeBasic(statistic: BasicStatistic, buckets: readonly Bucket[]): number | undefined {
  const count = sampleCount(buckets);
  if (count === 0) return statistic === 'SampleCount' && buckets.length > 0 ? 0 : undefined;
  switch (statistic) {
    case 'SampleCount':
      return count;
    case 'Sum':
      return sum(buckets);
    case 'Average':
      return sum(buckets) / count;
    case 'Minimum':
      return buckets.reduce<number>((least, bucket) => Math.min(least, minimumOf(bucket)), Infinity);
    case 'Maximum':
      return buckets.reduce<number>((most, bucket) => Math.max(most, maximumOf(bucket)), -Infinity);
    default:
      return statistic satisfies never;
  }
}

function sum(buckets: readonly Bucket[]): number {
  let sum = 0;
  for (const bucket of buckets) sum += typeof bucket === 'number' ? bucket : bucket.sum;
  return sum;
}

function minimumOf(bucket: Bucket): number {
  return typeof bucket === 'number' ? bucket : bucket.minimum;
}

function maximumOf(bucket: Bucket): number {
  return typeof bucket === 'number' ? bucket : bucket.maximum;
}
