import { toNumber } from '../value.ts';
import type { InsightsFunctions } from './insights-function.ts';

/** "Datetime functions" but those of periods (bin, datefloor, dateceil) and now. Times are in epoch milliseconds. */
export const TIME: InsightsFunctions = {
  frommillis: { least: 1, most: 1, apply: toNumber, type: 'time' },
  tomillis: { least: 1, most: 1, apply: toNumber },
};
