export type TimeRange = { readonly from: Date; readonly to: Date };

const DAY = 86_400_000;
/** By how long ago a range begins, the periods that CloudWatch still has, in seconds. */
const RETAINED = [
  [455 * DAY, [21_600, 86_400]],
  [63 * DAY, [3_600, 21_600, 86_400]],
  [15 * DAY, [300, 900, 3_600, 21_600, 86_400]],
  [0, [60, 300, 900, 3_600, 21_600, 86_400]],
] as const;
const MOST_DATAPOINTS = 2_000;

/** The period `auto` of the CloudWatch data source: the shortest that CloudWatch still has and that gives 2,000 datapoints at most. */
export function automaticPeriod({ from, to }: TimeRange, now: Date): number {
  const age = now.getTime() - from.getTime();
  const [, periods] = RETAINED.find(([since]) => age >= since) ?? RETAINED[3];
  const wanted = Math.ceil((to.getTime() - from.getTime()) / 1_000 / MOST_DATAPOINTS);
  return periods.find((each) => wanted <= each) ?? 86_400;
}

const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

/** Seconds of a text such as `60`, `300s`, `5m` or `14d`; undefined when it is none. */
export function secondsOf(text: string): number | undefined {
  const [, count, unit = 's'] = /^(\d+)([smhd]?)$/.exec(text) ?? [];
  if (count === undefined) return undefined;
  return Number(count) * SECONDS[unit === 'm' || unit === 'h' || unit === 'd' ? unit : 's'];
}

/** Grafana's steps of an interval from a minute on, in seconds: each is taken up to the middle between it and the next. */
const STEPS = [60, 120, 300, 600, 900, 1_200, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400] as const;
/** How many datapoints a panel of common width wants. */
const PANEL_WIDTH = 1_000;

/** `$__interval` of a panel: as the range and its width want it, and never below the panel's own. */
export function panelInterval({ from, to }: TimeRange, least: number): number {
  const wanted = (to.getTime() - from.getTime()) / 1_000 / PANEL_WIDTH;
  const step = STEPS.findLast((each) => each <= wanted * 1.5) ?? 1;
  return Math.max(step, least);
}
