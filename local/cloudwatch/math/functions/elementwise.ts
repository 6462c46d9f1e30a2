import { type MathFunction, mapMembers, signatures } from '../math-function.ts';
import { mapSeries } from '../value.ts';

const elementwise = (name: string, map: (value: number) => number): MathFunction => ({
  usage: `${name}(TS | TS[])`,
  resultType: signatures({ series: 'series', array: 'array' }),
  evaluate: ([value]) => mapMembers(value, (series) => mapSeries(series, map)),
});

/** Functions of each datapoint by itself. */
export const ELEMENTWISE: Readonly<Record<string, MathFunction>> = {
  ABS: elementwise('ABS', Math.abs),
  CEIL: elementwise('CEIL', Math.ceil),
  FLOOR: elementwise('FLOOR', Math.floor),
  LOG: elementwise('LOG', Math.log),
  LOG10: elementwise('LOG10', Math.log10),
};
