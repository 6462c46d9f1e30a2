import { ACCOUNT_CONCURRENCY } from '../lambda/get-account-settings.ts';
import type { LambdaOptions } from '../lambda/lambda.ts';
import { FROZEN_MS } from './cache-disabled.ts';
import type { Faults } from './faults.ts';
import { hits, type Rated } from './rate.ts';
import { inScope } from './scope.ts';

/** What faults do to invocations, as the embedded Lambda asks. */
export type InvocationFaults = Required<
  Pick<LambdaOptions, 'disturb' | 'pressureOn' | 'frozenMs' | 'recycles' | 'occupied'>
>;

type PressureName = 'memory-pressure' | 'cpu-pressure' | 'storage-filling';

type Scoped = Rated & { readonly functions?: readonly string[] };

/** Lets the faults of functions befall invocations; `random` in [0, 1). */
export function invocationFaults(switches: Faults['switches'], random: () => number): InvocationFaults {
  const hit = <Fault extends Scoped>(fault: Fault | undefined, functionId: string): Fault | undefined =>
    fault !== undefined && inScope(fault.functions, functionId) && hits(fault, random) ? fault : undefined;

  return {
    disturb: (functionId) => {
      for (const name of ['function-timeout', 'job-stuck'] as const) {
        if (hit(switches[name].settings(), functionId)) return { kind: 'hangs' };
      }
      const hungry = hit(switches['function-out-of-memory'].settings(), functionId);
      if (hungry) return { kind: 'outOfMemory', afterMs: random() * hungry.withinMs };
      const crashing = hit(switches['function-crash'].settings(), functionId);
      return crashing && { kind: 'killed', afterMs: random() * crashing.withinMs };
    },
    pressureOn: (functionId) => {
      const percent = (name: PressureName): number => hit(switches[name].settings(), functionId)?.percent ?? 0;
      const [memory, cpu, storage] = [percent('memory-pressure'), percent('cpu-pressure'), percent('storage-filling')];
      return memory + cpu + storage > 0 ? { memory, cpu, storage } : undefined;
    },
    frozenMs: (functionId) => (hit(switches['cache-disabled'].settings(), functionId) ? FROZEN_MS : undefined),
    recycles: (functionId) => hit(switches['cold-start-storm'].settings(), functionId) !== undefined,
    occupied: () => Math.round((switches['concurrency-exhausted'].settings()?.rate ?? 0) * ACCOUNT_CONCURRENCY),
  };
}
