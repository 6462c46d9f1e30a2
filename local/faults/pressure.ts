import type { FaultDefinition } from './fault-definition.ts';
import { RATE, type Rated } from './rate.ts';
import { FUNCTIONS } from './scope.ts';
import type { Setting } from './setting.ts';

/** The rate is the share of invocations that it weighs on. */
export type PressureFault = Rated & {
  /** In percent of what an execution environment has. */
  readonly percent: number;
  /** The functions whose environments it weighs on; all unless given. */
  readonly functions?: readonly string[];
};

const PERCENT: Setting<number> = {
  takes: 'a number from 0 to 100',
  input: { kind: 'number', minimum: 0, maximum: 100 },
  read: (value) => (typeof value === 'number' && value >= 0 && value <= 100 ? value : undefined),
};

const members = { rate: RATE, percent: PERCENT, functions: FUNCTIONS };

/** Something takes memory beside the handlers. */
export const memoryPressure: FaultDefinition<PressureFault> = {
  name: 'memory-pressure',
  description: 'Functions need nearly all the memory that they have: nobody notices yet, but they are about to fail.',
  defaults: { rate: 1, percent: 85 },
  members,
};

/** Something takes processor time beside the handlers. */
export const cpuPressure: FaultDefinition<PressureFault> = {
  name: 'cpu-pressure',
  description: 'Functions have hardly any processor time left: pages load slower than they could.',
  defaults: { rate: 1, percent: 95 },
  members,
};

/** What is left in /tmp fills it. */
export const storageFilling: FaultDefinition<PressureFault> = {
  name: 'storage-filling',
  description:
    'The temporary storage of functions fills up: nobody notices yet, but what writes to it is about to fail.',
  defaults: { rate: 1, percent: 95 },
  members,
};
