import type { Look } from './time-range.ts';

/** Time between two refreshes of what the console shows. */
export const REFRESH_MS = 10_000;

/** The same while a deployment runs, of what shows it. */
export const DEPLOYING_REFRESH_MS = 3_000;

/** The same of what changes slowly: what a month left of a budget, and reports, which never do. */
export const SLOW_REFRESH_MS = 300_000;

/** How often dashboards may be read again, in seconds: CloudWatch bills each reading of each metric. */
export const REFRESH_CHOICES = [
  { seconds: 10, label: '10 s' },
  { seconds: 30, label: '30 s' },
  { seconds: 60, label: '1 min' },
  { seconds: 300, label: '5 min' },
] as const;

const DEFAULT_SECONDS = 60;

/** The refresh that an address asks for (`?refresh=`, seconds); anything not offered is a minute, as a datapoint is. */
export function refreshSeconds(value: string | undefined): number {
  return REFRESH_CHOICES.find(({ seconds }) => String(seconds) === value)?.seconds ?? DEFAULT_SECONDS;
}

/** What every view of the console is told: whether to refresh, how far back to look, and to report when data came. */
export type ViewSettings = Look & {
  paused: boolean;
  /** Milliseconds between two readings of a dashboard. */
  refreshMs: number;
  /** Reports the instant (ISO) that the data on screen stands for. */
  onUpdate: (generatedAt: string) => void;
  /** Looks at a shorter time, both ends epoch milliseconds; going back in the browser leads out again. */
  onZoom: (from: number, to: number) => void;
};
