import { AGGREGATES } from './functions/aggregate.ts';
import { CALENDAR } from './functions/calendar.ts';
import { CONDITIONAL } from './functions/conditional.ts';
import { ELEMENTWISE } from './functions/elementwise.ts';
import { FILLING } from './functions/fill.ts';
import { REQUEST } from './functions/request.ts';
import { SELECTIONS } from './functions/selection.ts';
import { SEQUENCES } from './functions/sequence.ts';
import type { MathFunction } from './math-function.ts';

const FUNCTIONS: Readonly<Record<string, MathFunction>> = {
  ...ELEMENTWISE,
  ...AGGREGATES,
  ...CONDITIONAL,
  ...FILLING,
  ...SEQUENCES,
  ...SELECTIONS,
  ...CALENDAR,
  ...REQUEST,
};

/** The metric math function of that name, which is upper-case. */
export function findFunction(name: string): MathFunction | undefined {
  return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
}
