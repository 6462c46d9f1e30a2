import * as z from 'zod/mini';
import { STATE_VALUES, UNITS } from '../../monitoring/cloudwatch.ts';
import { type Datapoint, NotationError, parseDatapoints } from './datapoints.ts';
import { fields, list, oneOf, scalar, shortForm } from './schema-fields.ts';
import { parseOffset } from './time-offset.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 86_400_000;
const LONGEST_RUN = 400 * DAY;
const CHANGE = /^(\S+) at (\S+)$/;
const INSTANT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z)?$/;

/** Monday, the first moment of 5 January 2026 (UTC): when scenarios start that do not say. */
export const DEFAULT_START = Date.parse('2026-01-05T00:00:00Z');

const text = scalar('a text', (value) => (value.trim() === '' ? undefined : value));

const span = scalar('a span of time such as 7m, 90s, 1h30m or 2d', (value) => {
  const ms = parseOffset(value);
  return ms === undefined || ms > LONGEST_RUN ? undefined : ms;
});

const interval = scalar('an interval from 1s to 1d such as 10s, 1m or 5m', (value) => {
  const ms = parseOffset(value);
  return ms === undefined || ms < SECOND || ms > DAY ? undefined : ms;
});

const start = scalar('a full minute in UTC such as 2026-01-05T08:30Z', (value) => {
  const time = INSTANT.test(value) ? Date.parse(value) : Number.NaN;
  return time % MINUTE === 0 ? time : undefined;
});

const notation = z.pipe(
  z.string('must be a series in short notation such as 5x10 _ 0+2x5'),
  z.transform((value: string, context): Datapoint[] => {
    try {
      return parseDatapoints(value);
    } catch (error) {
      if (!(error instanceof NotationError)) throw error;
      const params = { offset: error.offset };
      context.issues.push({ code: 'custom', input: value, message: error.message, params });
      return z.NEVER;
    }
  }),
);

const series = z.pipe(
  z.transform((value: unknown) => (typeof value === 'string' ? { values: value } : value)),
  fields('a series', {
    values: notation,
    before: z.optional(notation),
    interval: z.optional(interval),
    delay: z.optional(span),
    unit: z.optional(oneOf(UNITS)),
    namespace: z.optional(text),
    metric: z.optional(text),
    dimensions: z.optional(z.record(z.string(), text, 'dimensions must be a mapping of names to values')),
  }),
);

const change = z.pipe(
  shortForm(CHANGE, ['state', 'at'], 'ALARM at 7m'),
  fields('a change of state', { state: oneOf(STATE_VALUES), at: span, reason: z.optional(text) }),
);

const action = z.pipe(
  shortForm(CHANGE, ['action', 'at'], 'my-topic at 7m'),
  fields('an action', { action: text, at: span }),
);

const check = fields('a check', {
  at: span,
  alarm: z.optional(text),
  state: z.optional(oneOf(STATE_VALUES)),
  reason: z.optional(text),
}).check(
  z.refine(({ state, reason }) => state !== undefined || reason !== undefined, {
    error: 'a check says which state or reason it expects',
  }),
);

const fault = z.pipe(
  z.transform((value: unknown) => (typeof value === 'string' ? { at: value } : value)),
  fields('a fault', { at: span, within: z.optional(span) }),
);

const minutes = scalar('a span of full minutes such as 7m or 1h30m', (value) => {
  const ms = parseOffset(value);
  return ms === undefined || ms > LONGEST_RUN || ms % MINUTE !== 0 ? undefined : ms;
});

const mute = fields('a mute', {
  at: z.optional(minutes),
  for: z.optional(minutes),
  expression: z.optional(text),
  duration: z.optional(text),
  timezone: z.optional(text),
}).check(
  z.refine(({ at, for: length, expression, duration }) => {
    const relative = at !== undefined && length !== undefined;
    const schedule = expression !== undefined && duration !== undefined;
    return relative !== schedule && (relative || (at ?? length) === undefined);
  }, 'a mute has at and for, or expression and duration of a mute rule'),
);

const EXPECTATIONS = ['states', 'actions', 'checks', 'fault'] as const;

const test = fields('a test', {
  name: text,
  start: z.optional(start),
  interval: z.optional(interval),
  until: z.optional(span),
  series: z.record(z.string(), series, 'series must be a mapping of metrics to their values'),
  states: z.optional(list(change)),
  actions: z.optional(list(action)),
  checks: z.optional(list(check)),
  fault: z.optional(fault),
  mute: z.optional(list(mute)),
}).check(
  z.refine((value) => EXPECTATIONS.some((field) => value[field] !== undefined), {
    error: `a test expects something: give it ${EXPECTATIONS.join(', ')}`,
  }),
);

/** One document of a scenario file, as README.md beside the scenarios describes it; spans in milliseconds. */
export const ScenarioDocument = fields('a scenario file', {
  alarm: list(text).check(z.minLength(1, 'alarm names at least one alarm')),
  alarms: z.optional(text),
  start: z.optional(start),
  interval: z.optional(interval),
  tests: z.array(test, 'tests must be a list').check(z.minLength(1, 'tests lists at least one test')),
}).check(
  z.check(({ value, issues }) => {
    const names = value.tests.map(({ name }) => name);
    const index = names.findIndex((name, at) => names.indexOf(name) < at);
    if (index < 0) return;
    const message = `another test has the name '${names[index]}'; a name says which test it is`;
    issues.push({ code: 'custom', input: value, path: ['tests', index, 'name'], message });
  }),
);

export type ScenarioDocument = z.output<typeof ScenarioDocument>;
export type ScenarioTest = ScenarioDocument['tests'][number];
export type Mute = NonNullable<ScenarioTest['mute']>[number];
export type SeriesInput = ScenarioTest['series'][string];
