/** Idle real milliseconds after which an environment is reclaimed when its function has others, or no alias leads to it. */
export const EXTRA_IDLE_MS = 10_000;
const LAST_IDLE_MS = 70_000;

/** Idle real milliseconds after which the last environment of a version is reclaimed; nobody waits for the next one where no alias leads. */
export function idleLimit({ idleTime = LAST_IDLE_MS }: { readonly idleTime?: number }, routed: boolean): number {
  return routed ? idleTime : Math.min(idleTime, EXTRA_IDLE_MS);
}
