import { join } from 'node:path';
import type { SilencePlan } from './silence.ts';

const MINUTE = 60_000;

/** The plan of each lane: the days in succession, each lane's in a shop of its own, whose shoppers are not those of the others. */
export function lanesOf(plan: SilencePlan, lanes: number): readonly SilencePlan[] {
  if (lanes === 1) return [plan];
  const minutes = Math.ceil(plan.minutes / lanes);
  return Array.from({ length: lanes }, (_, lane) => ({
    ...plan,
    ...{ minutes: Math.min(minutes, plan.minutes - lane * minutes), start: plan.start + lane * minutes * MINUTE },
    folder: join(plan.folder, `lane-${lane + 1}`),
    ...(plan.seed !== undefined && { seed: (plan.seed + lane) % 2 ** 32 }),
  })).filter((each) => each.minutes > 0);
}
