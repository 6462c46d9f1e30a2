/** When something is looked at: in virtual and real epoch milliseconds, and the real time since which virtual time flows at `speed`. */
export type Moment = {
  readonly now: number;
  readonly realNow: number;
  readonly flowingSince: number;
  /** Virtual seconds per real second; 0 for a clock that stands still. */
  readonly speed: number;
};

/**
 * The virtual time of a change that the embedded DynamoDB dates in whole real seconds, in epoch milliseconds. Taken is the
 * end of its second, so that nothing seems older than it is. What was made before this start aged at real speed.
 */
export function creationTime(realSeconds: number, { now, realNow, flowingSince, speed }: Moment): number {
  const created = Math.min(realSeconds * 1_000 + 999, realNow);
  const ageBeforeStart = Math.max(0, flowingSince - created);
  const ageSinceStart = realNow - Math.max(created, flowingSince);
  return Math.round(now - ageSinceStart * speed - ageBeforeStart);
}
