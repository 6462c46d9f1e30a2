/** Time between two refreshes of what the console shows. */
export const REFRESH_MS = 10_000;

/** What every view of the console is told: whether to refresh, how far back to look, and to report when data came. */
export type ViewSettings = {
  paused: boolean;
  /** How far back, in minutes. */
  minutes: number;
  /** Reports the instant (ISO) that the data on screen stands for. */
  onUpdate: (generatedAt: string) => void;
};
