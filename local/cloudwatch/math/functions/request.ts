import { MathError } from '../math-error.ts';
import { type MathFunction, seriesArgument, signatures } from '../math-function.ts';

/** Functions over the request itself: its metrics (never its expressions) and their periods. */
export const REQUEST: Readonly<Record<string, MathFunction>> = {
  METRICS: {
    usage: 'METRICS(["part of the ids"])',
    resultType: (args) => (args.length === 0 || (args.length === 1 && args[0] === 'string') ? 'array' : undefined),
    evaluate: ([part], context) => {
      const text = part?.type === 'string' ? part.text : '';
      const chosen = context.metrics().filter(({ id }) => id.includes(text));
      return { type: 'array', members: chosen.map(({ series }) => series) };
    },
  },
  PERIOD: {
    usage: 'PERIOD(metric id)',
    resultType: signatures({ series: 'scalar' }),
    check: ([metric], ids) => {
      if (metric?.kind === 'id' && ids(metric.id)?.isMetric) return;
      throw new MathError('PERIOD takes the id of a metric, not an expression', metric?.position ?? 0);
    },
    evaluate: ([value]) => ({ type: 'scalar', value: seriesArgument(value).period / 1000 }),
  },
};
