import type { Look } from './time-range.ts';

/** Time between two refreshes of what the console shows. */
export const REFRESH_MS = 10_000;

/** The same while a deployment runs, of what shows it. */
export const DEPLOYING_REFRESH_MS = 3_000;

/** The same of what changes slowly: what a month left of a budget, and reports, which never do. */
export const SLOW_REFRESH_MS = 300_000;

/** What every view of the console is told: whether to refresh, how far back to look, and to report when data came. */
export type ViewSettings = Look & {
  paused: boolean;
  /** Reports the instant (ISO) that the data on screen stands for. */
  onUpdate: (generatedAt: string) => void;
};
