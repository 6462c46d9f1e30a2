import { localTime } from './local-time.ts';
import type { Place } from './place.ts';

/** The time of a stage's clock, in epoch milliseconds. */
export async function stageTime(place: Place): Promise<number> {
  const told = place.kind === 'local' ? await localTime(place.awsPort) : undefined;
  return told === undefined ? Date.now() : Date.parse(told);
}
