import { FUNCTIONS } from '../../functions/manifest.ts';
import type { FunctionId } from '../../monitoring/resources.ts';

/** Longer than the minute between two rounds of the probe, each of which would start its functions anew otherwise. */
const OFTEN_ASKED = 70_000;
/** What runs now and then, and after which nobody waits for the next time. */
const SELDOM_ASKED = 3_000;

/** After how many idle real milliseconds the embedded Lambda reclaims a function's last environment, to be small on a laptop. */
export function idleTime(id: FunctionId): number {
  const { source } = FUNCTIONS[id];
  if (source?.type === 'direct') return SELDOM_ASKED;
  return source?.type === 'schedule' && source.rate !== 'rate(1 minute)' ? SELDOM_ASKED : OFTEN_ASKED;
}
