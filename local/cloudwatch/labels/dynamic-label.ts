import type { TimeSeries } from '../math/value.ts';
import { formatDuration, formatLabelTime } from './format-times.ts';
import { formatValue } from './format-value.ts';
import { labelProperty } from './label-property.ts';
import { summarize } from './summarize.ts';

/** Where and when labels are written; the time zone in minutes ahead of UTC. */
export type LabelContext = {
  readonly now: number;
  readonly offsetMinutes: number;
  readonly accountId: string;
  readonly region: string;
};

type Part = (series: TimeSeries, context: LabelContext) => string | undefined;
type Summary = NonNullable<ReturnType<typeof summarize>>;

const PART = /\$\{(?:([A-Z_]+)|PROP\('([^']*)'\))\}/g;
/** How many values a label may show; those beyond it stay as they are written. */
const MAX_PARTS = 6;
const MISSING = '--';

const value = (pick: (summary: Summary) => number): Part => {
  return (series) => ofData(series, (summary) => formatValue(pick(summary)));
};
const time = (pick: (summary: Summary) => number): Part => {
  return (series, { offsetMinutes }) => ofData(series, (summary) => formatLabelTime(pick(summary), offsetMinutes));
};
const ago = (pick: (summary: Summary) => number): Part => {
  return (series, { now }) => ofData(series, (summary) => formatDuration(now - pick(summary)));
};
const span = (pick: (summary: Summary) => number): Part => {
  return (series) => ofData(series, (summary) => formatDuration(pick(summary)));
};

const PARTS: Readonly<Record<string, Part>> = {
  AVG: value(({ average }) => average),
  DATAPOINT_COUNT: (series) => String(series.values.length),
  FIRST: value(({ first }) => first.value),
  FIRST_LAST_RANGE: value(({ first, last }) => Math.abs(last.value - first.value)),
  FIRST_LAST_TIME_RANGE: span(({ first, last }) => last.time - first.time),
  FIRST_TIME: time(({ first }) => first.time),
  FIRST_TIME_RELATIVE: ago(({ first }) => first.time),
  LAST: value(({ last }) => last.value),
  LAST_TIME: time(({ last }) => last.time),
  LAST_TIME_RELATIVE: ago(({ last }) => last.time),
  MAX: value(({ max }) => max.value),
  MAX_TIME: time(({ max }) => max.time),
  MAX_TIME_RELATIVE: ago(({ max }) => max.time),
  MIN: value(({ min }) => min.value),
  MIN_MAX_RANGE: value(({ min, max }) => max.value - min.value),
  MIN_MAX_TIME_RANGE: span(({ min, max }) => max.time - min.time),
  MIN_TIME: time(({ min }) => min.time),
  MIN_TIME_RELATIVE: ago(({ min }) => min.time),
  SUM: value(({ sum }) => sum),
};

/** Whether a label has parts that CloudWatch fills in. */
export function isDynamic(label: string): boolean {
  return [...label.matchAll(PART)].some(([, name]) => name === undefined || name === 'LABEL' || isPart(name));
}

/**
 * Fills in the dynamic parts of a label by a series (User Guide "Use dynamic labels"): at most six, `${LABEL}` once. What
 * AWS leaves open: a part without data shows `--`, an unknown one stays as it is written.
 */
export function fillLabel(label: string, series: TimeSeries, ownLabel: string, context: LabelContext): string {
  let left = MAX_PARTS;
  let labelled = false;
  return label.replace(PART, (written: string, name: string | undefined, property: string | undefined) => {
    if (name === 'LABEL') {
      if (labelled) return written;
      labelled = true;
      return ownLabel;
    }
    const text = property === undefined ? partText(name, series, context) : labelProperty(property, series, context);
    if (text === undefined || left === 0) return written;
    left -= 1;
    return text;
  });
}

function partText(name: string | undefined, series: TimeSeries, context: LabelContext): string | undefined {
  return name !== undefined && isPart(name) ? PARTS[name]?.(series, context) : undefined;
}

function isPart(name: string): boolean {
  return Object.hasOwn(PARTS, name);
}

function ofData(series: TimeSeries, write: (summary: Summary) => string): string {
  const summary = summarize(series);
  return summary === undefined ? MISSING : write(summary);
}
