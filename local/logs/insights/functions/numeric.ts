import { toNumber, type Value } from '../value.ts';
import type { InsightsFunction, InsightsFunctions } from './insights-function.ts';

const finite = (value: number): Value => (Number.isFinite(value) ? value : undefined);

const ofOne = (compute: (value: number) => number): InsightsFunction => ({
  ...{ least: 1, most: 1, type: 'number' },
  apply: (value) => {
    const number = toNumber(value);
    return number === undefined ? undefined : finite(compute(number));
  },
});

const ofMany = (compute: (...values: readonly number[]) => number): InsightsFunction => ({
  ...{ least: 1, most: 50, type: 'number' },
  apply: (...values) => {
    const numbers = values.map(toNumber).filter((number) => number !== undefined);
    return numbers.length === 0 ? undefined : compute(...numbers);
  },
});

/** "Numeric operators" and the conversions to numbers. */
export const NUMERIC: InsightsFunctions = {
  abs: ofOne(Math.abs),
  ceil: ofOne(Math.ceil),
  floor: ofOne(Math.floor),
  round: {
    ...{ least: 1, most: 2, type: 'number' },
    apply: (value, decimals) => {
      const [number, places = 0] = [toNumber(value), toNumber(decimals)];
      return number === undefined ? undefined : finite(Math.round(number * 10 ** places) / 10 ** places);
    },
  },
  greatest: ofMany(Math.max),
  least: ofMany(Math.min),
  log: ofOne(Math.log),
  sqrt: ofOne(Math.sqrt),
  tonumber: ofOne((value) => value),
  todouble: ofOne((value) => value),
  toint: ofOne(Math.trunc),
  tolong: ofOne(Math.trunc),
};
