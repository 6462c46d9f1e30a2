import type { BasicStatistic } from '../../../monitoring/cloudwatch.ts';
import { createDistribution, type Distribution, mergeDistribution, sortedSamples } from './distribution.ts';

/** One end of a trimmed range: a percentile of the samples or a fixed value. */
export type Bounds = { readonly unit: 'percent' | 'value'; readonly lower: number; readonly upper: number };
type Trimming = 'TM' | 'TC' | 'TS' | 'WM' | 'PR';

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
export function computeStatistic(statistic: ParsedStatistic, parts: readonly Distribution[]): number | undefined {
  switch (statistic.kind) {
    case 'basic':
      return computeBasic(statistic.statistic, parts);
    case 'percentile':
      return percentile(merged(parts), statistic.percent);
    case 'trimmed':
      return computeTrimmed(statistic.trimming, statistic.bounds, merged(parts));
    default:
      return statistic satisfies never;
  }
}

/** How many samples the parts hold together. */
export function sampleCount(parts: readonly Distribution[]): number {
  return total(parts, (part) => part.count);
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

function total(parts: readonly Distribution[], of: (part: Distribution) => number): number {
  let sum = 0;
  for (const part of parts) sum += of(part);
  return sum;
}

function computeBasic(statistic: BasicStatistic, parts: readonly Distribution[]): number | undefined {
  const count = sampleCount(parts);
  if (count === 0) return statistic === 'SampleCount' && parts.length > 0 ? 0 : undefined;
  switch (statistic) {
    case 'SampleCount':
      return count;
    case 'Sum':
      return total(parts, (part) => part.sum);
    case 'Average':
      return total(parts, (part) => part.sum) / count;
    case 'Minimum':
      return parts.reduce((least, part) => Math.min(least, part.minimum), Infinity);
    case 'Maximum':
      return parts.reduce((most, part) => Math.max(most, part.maximum), -Infinity);
    default:
      return statistic satisfies never;
  }
}

function merged(parts: readonly Distribution[]): Distribution {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const all = createDistribution();
  for (const part of parts) mergeDistribution(all, part);
  return all;
}

/** Samples sorted for a percentile: CloudWatch has none when a value is negative or the samples were not published singly. */
function rankable(distribution: Distribution): [number, number][] | undefined {
  if (distribution.count === 0 || distribution.minimum < 0) return undefined;
  return sortedSamples(distribution);
}

/** Nearest rank: the lowest sample that at least `percent` % of all samples do not exceed (AWS documents no interpolation). */
function percentile(distribution: Distribution, percent: number): number | undefined {
  const samples = rankable(distribution);
  return samples === undefined ? undefined : valueAtRank(samples, (percent / 100) * distribution.count);
}

function valueAtRank(samples: readonly [number, number][], rank: number): number | undefined {
  let seen = 0;
  for (const [value, weight] of samples) {
    seen += weight;
    if (seen >= rank - 1e-9) return value;
  }
  return samples.at(-1)?.[0];
}

function computeTrimmed(trimming: Trimming, bounds: Bounds, distribution: Distribution): number | undefined {
  const samples = rankable(distribution);
  if (samples === undefined) return undefined;
  const kept = bounds.unit === 'percent' ? keepRanks(samples, bounds, distribution.count) : keepValues(samples, bounds);
  const count = kept.reduce((sum, [, weight]) => sum + weight, 0);
  const sum = kept.reduce((all, [value, weight]) => all + value * weight, 0);
  switch (trimming) {
    case 'TM':
      return count > 0 ? sum / count : undefined;
    case 'TC':
      return count;
    case 'TS':
      return sum;
    case 'PR':
      return (100 * count) / distribution.count;
    case 'WM':
      return winsorizedMean(samples, bounds, distribution.count);
    default:
      return trimming satisfies never;
  }
}

/** Fixed bounds: the lower is exclusive, the upper inclusive. */
function keepValues(samples: readonly [number, number][], { lower, upper }: Bounds): [number, number][] {
  return samples.filter(([value]) => value > lower && value <= upper);
}

/** Percentile bounds cut by rank; a sample on the cut counts with the part of its weight inside. */
function keepRanks(samples: readonly [number, number][], { lower, upper }: Bounds, count: number): [number, number][] {
  const from = (lower / 100) * count;
  const to = (upper / 100) * count;
  const kept: [number, number][] = [];
  let seen = 0;
  for (const [value, weight] of samples) {
    const inside = Math.min(seen + weight, to) - Math.max(seen, from);
    if (inside > 1e-9) kept.push([value, inside]);
    seen += weight;
  }
  return kept;
}

/** Values beyond a bound count as the bound, whereas a trimmed mean drops them. */
function winsorizedMean(samples: readonly [number, number][], bounds: Bounds, count: number): number | undefined {
  const low =
    bounds.unit === 'value' ? bounds.lower : (valueAtRank(samples, (bounds.lower / 100) * count) ?? -Infinity);
  const high =
    bounds.unit === 'value' ? bounds.upper : (valueAtRank(samples, (bounds.upper / 100) * count) ?? Infinity);
  const sum = samples.reduce((all, [value, weight]) => all + Math.min(Math.max(value, low), high) * weight, 0);
  return sum / count;
}
