import { grid, type MathContext, type MathFunction } from '../math-function.ts';
import { type MathType, type MathValue, seriesOver, type TimeSeries, valueAt } from '../value.ts';

/**
 * `IF(condition, trueValue[, falseValue])`. At a timestamp of the condition a missing true value counts as 0 and a missing
 * false value gives no datapoint; without a condition there is no datapoint.
 */
export const CONDITIONAL: Readonly<Record<string, MathFunction>> = {
  IF: {
    usage: 'IF(condition S | TS, trueValue S | TS[, falseValue S | TS])',
    resultType: ifType,
    evaluate: ([condition, whenTrue, whenFalse], context) => {
      if (condition?.type === 'series')
        return { type: 'series', series: choose(condition.series, whenTrue, whenFalse) };
      const chosen = condition?.type === 'scalar' && condition.value !== 0 ? whenTrue : whenFalse;
      return whole(chosen, [whenTrue, whenFalse], context);
    },
  },
};

function ifType(args: readonly MathType[]): MathType | undefined {
  if (args.length < 2 || args.length > 3) return undefined;
  if (!args.every((type) => type === 'scalar' || type === 'series')) return undefined;
  return args.includes('series') || args.length === 2 ? 'series' : 'scalar';
}

function choose(condition: TimeSeries, whenTrue: MathValue | undefined, whenFalse: MathValue | undefined): TimeSeries {
  const conditionAt = valueAt(condition);
  const trueAt = lookup(whenTrue);
  const falseAt = lookup(whenFalse);
  return seriesOver(condition.timestamps, condition, (timestamp) =>
    conditionAt(timestamp) === 0 ? falseAt(timestamp) : (trueAt(timestamp) ?? 0),
  );
}

function lookup(value: MathValue | undefined): (timestamp: number) => number | undefined {
  if (value?.type === 'series') return valueAt(value.series);
  if (value?.type === 'scalar') return () => value.value;
  return () => undefined;
}

/** A scalar condition chooses one branch whole; a scalar branch of an expression typed as series becomes a constant series. */
function whole(
  chosen: MathValue | undefined,
  branches: readonly (MathValue | undefined)[],
  context: MathContext,
): MathValue {
  const [, whenFalse] = branches;
  const scalarResult = whenFalse !== undefined && branches.every((branch) => branch?.type === 'scalar');
  if (chosen?.type === 'series' || (scalarResult && chosen !== undefined)) return chosen;
  const { period } = context;
  const timestamps = chosen === undefined ? [] : grid(context, period);
  return { type: 'series', series: seriesOver(timestamps, { label: 'IF', period }, lookup(chosen)) };
}
