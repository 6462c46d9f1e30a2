const hourMs = 3_600_000;
/** Hour (UTC) at which most people shop, and the share of its demand that is left in the quietest one. */
const busiestHour = 19;
const quietest = 0.15;

/** Share, up to 1, of the busiest hour's demand at a time (epoch milliseconds): one wave a day. */
export function demandAt(now: number): number {
  const phase = ((now / hourMs - busiestHour) / 24) * 2 * Math.PI;
  return quietest + ((1 - quietest) * (1 + Math.cos(phase))) / 2;
}

/** Milliseconds to the next arrival of a Poisson process; `random` in [0, 1). */
export const untilNextArrival = (perSecond: number, random: number): number =>
  Math.max(1, Math.round((-Math.log(1 - random) / perSecond) * 1000));
