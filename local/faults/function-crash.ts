import type { FaultDefinition } from './fault-definition.ts';
import { milliseconds } from './milliseconds.ts';
import { RATE, type Rated } from './rate.ts';
import { ALL_BUT_CONSOLE, FUNCTIONS } from './scope.ts';

export type FunctionCrash = Rated & {
  /** The functions that crash; all but the console's unless given. */
  readonly functions: readonly string[];
  /** The crash comes at a random moment within so many real milliseconds of an invocation's start; one that is faster survives. */
  readonly withinMs: number;
};

/** Execution environments are killed in the middle of an invocation. */
export const functionCrash: FaultDefinition<FunctionCrash> = {
  name: 'function-crash',
  description:
    'Execution environments are killed in the middle of invocations: requests fail, and what a stream or queue brought is tried again; the console is spared unless functions name ops.',
  defaults: { rate: 1, functions: ALL_BUT_CONSOLE, withinMs: 10 },
  members: {
    rate: RATE,
    functions: FUNCTIONS,
    withinMs: milliseconds(60_000),
  },
};
