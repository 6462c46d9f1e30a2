import { DEFAULT_REFRESH, REFRESHES } from '../monitoring/viewer-cost.ts';

/** A choice of Grafana's list of refreshes: `10s`, `1m`. */
export function refreshName(seconds: number): string {
  return seconds < 60 ? `${seconds}s` : `${seconds / 60}m`;
}

export const REFRESH_CHOICES = REFRESHES.map(refreshName);
export const REFRESH_DEFAULT = refreshName(DEFAULT_REFRESH);
