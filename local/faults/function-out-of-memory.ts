import type { FaultDefinition } from './fault-definition.ts';
import { milliseconds } from './milliseconds.ts';
import { RATE, type Rated } from './rate.ts';
import { ALL_BUT_CONSOLE, FUNCTIONS } from './scope.ts';

export type FunctionOutOfMemory = Rated & {
  /** The functions that run out of memory; all but the console's unless given. */
  readonly functions: readonly string[];
  /** It happens at a random moment within so many real milliseconds of an invocation's start; one that is faster survives. */
  readonly withinMs: number;
};

/** Lambda kills execution environments that ask for more memory than their function has. */
export const functionOutOfMemory: FaultDefinition<FunctionOutOfMemory> = {
  name: 'function-out-of-memory',
  description:
    'Functions run out of memory in the middle of an invocation: requests fail, and jobs do not end; the console is spared unless functions name ops.',
  defaults: { rate: 1, functions: ALL_BUT_CONSOLE, withinMs: 10 },
  members: { rate: RATE, functions: FUNCTIONS, withinMs: milliseconds(60_000) },
};
