/** Idle real milliseconds after which an environment is reclaimed when its function has others, or no alias leads to it. */
export const EXTRA_IDLE_MS = 10_000;
const LAST_IDLE_MS = 70_000;

/** Whether an alias leads to a version, and whether the clock only moves when it is advanced. */
export type IdlePlace = { readonly routed: boolean; readonly stands: boolean };

/**
 * Idle real milliseconds after which the last environment of a version is reclaimed; nobody waits for the next one where no
 * alias leads. Where time stands still, real milliseconds say nothing of when it is asked next: it goes when its place is needed.
 */
export function idleLimit(
  { idleTime = LAST_IDLE_MS }: { readonly idleTime?: number },
  { routed, stands }: IdlePlace,
): number {
  if (!routed) return Math.min(idleTime, EXTRA_IDLE_MS);
  return stands ? Infinity : idleTime;
}
