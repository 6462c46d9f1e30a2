import { defaultLabels } from '../../labels/default-labels.ts';
import { readStatistic } from '../../metrics/read-statistic.ts';
import { type ParsedStatistic, parseStatistic } from '../../metrics/statistic.ts';
import { isPeriod } from '../../queries/period.ts';
import { firstPeriod } from '../../queries/range.ts';
import { findMetrics } from '../../search/find-metrics.ts';
import { parseSearch } from '../../search/parse-search.ts';
import type { Expression } from '../expression.ts';
import { MathError } from '../math-error.ts';
import type { LazyArguments, MathContext, MathFunction } from '../math-function.ts';
import type { MathValue, TimeSeries } from '../value.ts';

/** The period of a search that names none, in milliseconds: that of a new graph (AWS does not say; our choice). */
const DEFAULT_PERIOD = 300_000;

type Reading = { readonly stat: string; readonly statistic: ParsedStatistic; readonly period: number };

/** SEARCH: one series for each metric found (User Guide "Use search expressions in graphs"). */
export const SEARCHING: Readonly<Record<string, MathFunction>> = {
  SEARCH: {
    usage: "SEARCH('{schema} term', 'statistic'[, period])",
    resultType: (types) => (/^string string( scalar)?$/.test(types.join(' ')) ? 'array' : undefined),
    check: ([search, stat, period]) => {
      checkSearch(search);
      checkStatistic(stat);
      checkPeriod(period);
    },
    evaluate: ([search, stat, period], context, lazily) => {
      const reading = {
        stat: textOf(stat),
        statistic: parseStatistic(textOf(stat)) ?? unchecked(),
        period: context.ownPeriod ?? (period?.type === 'scalar' ? period.value * 1000 : DEFAULT_PERIOD),
      };
      return { type: 'array', members: readFound(textOf(search), reading, context, lazily) };
    },
  },
};

function readFound(text: string, reading: Reading, context: MathContext, { source }: LazyArguments): TimeSeries[] {
  const found = context.admit(findMetrics(source.metrics, parseSearch(text), context));
  const sources = found.map(({ namespace, name, dimensions }) => ({ namespace, name, dimensions, ...reading }));
  const labels = defaultLabels(sources, { nameWhenEqual: false });
  return sources.map((origin, index) => {
    const points = readStatistic(source.metrics, origin, firstPeriod(context.start, reading.period), context.end);
    context.spend(points.values.length);
    return { label: labels[index] ?? origin.name, period: reading.period, origin, ...points };
  });
}

/** Positions in the search text become positions in the expression: the text begins after its quote. */
function checkSearch(search: Expression | undefined): void {
  if (search?.kind !== 'string') throw unchecked();
  try {
    parseSearch(search.text);
  } catch (error) {
    if (!(error instanceof MathError)) throw error;
    throw new MathError(error.reason, search.position + 1 + error.position);
  }
}

function checkStatistic(stat: Expression | undefined): void {
  if (stat?.kind !== 'string') throw unchecked();
  if (parseStatistic(stat.text) === undefined)
    throw new MathError(`'${stat.text}' is not a valid statistic`, stat.position);
}

function checkPeriod(period: Expression | undefined): void {
  if (period === undefined) return;
  if (period.kind !== 'number') throw new MathError('the period of SEARCH must be a number', period.position);
  if (isPeriod(period.value)) return;
  throw new MathError(`the period ${period.value} is not 1, 5, 10, 20, 30 or a multiple of 60`, period.position);
}

function textOf(value: MathValue | undefined): string {
  if (value?.type !== 'string') throw unchecked();
  return value.text;
}

function unchecked(): never {
  throw new TypeError('a checked search has its arguments');
}
