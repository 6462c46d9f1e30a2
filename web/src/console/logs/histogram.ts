import { queryCommands } from './query-tokens.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Lengths of a bar as `bin()` takes them. */
const BINS = [
  [15 * SECOND, '15s'],
  [30 * SECOND, '30s'],
  [MINUTE, '1m'],
  [5 * MINUTE, '5m'],
  [15 * MINUTE, '15m'],
  [30 * MINUTE, '30m'],
  [HOUR, '1h'],
  [3 * HOUR, '3h'],
  [6 * HOUR, '6h'],
] as const;

/** The most bars of a histogram. */
const MOST_BARS = 60;

export type Range = { readonly start: number; readonly end: number };

/** A bar: the lines from `at` (epoch ms) on, for the histogram's `step`. */
export type Bar = { readonly at: number; readonly lines: number };

export type Histogram = { readonly step: number; readonly bars: readonly Bar[] };

function binOf({ start, end }: Range): (typeof BINS)[number] {
  return BINS.find(([step]) => (end - start) / step <= MOST_BARS) ?? BINS[8];
}

/** What chooses lines, in contrast to what arranges or counts them. */
const CHOOSING = ['filter', 'where', 'parse', 'unmask'];

/**
 * The query that counts over time the lines which a query chooses; undefined of one that counts itself, or makes of its
 * lines something else.
 */
export function histogramQuery(text: string, range: Range): string | undefined {
  const commands = queryCommands(text);
  if (commands.some(({ name }) => !['fields', 'display', 'sort', 'limit', 'dedup', ...CHOOSING].includes(name)))
    return undefined;
  const kept = commands.filter(
    ({ name, tokens }) =>
      CHOOSING.includes(name) ||
      (name === 'fields' && tokens.some((token) => token.kind === 'keyword' && token.text.toLowerCase() === 'as')),
  );
  const [, bin] = binOf(range);
  return [...kept.map((command) => command.text), `stats count(*) as lines by bin(${bin}) as time`].join('\n| ');
}

/** A time as Logs Insights writes it, in epoch ms; NaN of anything else. */
export function insightsTime(text: string): number {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/.test(text) ? Date.parse(`${text.replace(' ', 'T')}Z`) : Number.NaN;
}

/** Counts as bars over the whole range, those of nothing as well. */
export function histogram(counts: Iterable<readonly [at: number, lines: number]>, range: Range): Histogram {
  const [step] = binOf(range);
  const first = Math.floor(range.start / step) * step;
  const bars = Array.from({ length: Math.max(1, Math.ceil((range.end - first) / step)) }, (_, index) => ({
    at: first + index * step,
    lines: 0,
  }));
  for (const [at, lines] of counts) {
    const bar = bars[Math.floor((at - first) / step)];
    if (bar !== undefined) bar.lines += lines;
  }
  return { step, bars };
}
