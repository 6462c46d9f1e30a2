const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A storage resolution with its retention, and how many buckets one stored chunk holds. */
export type Tier = { readonly resolution: number; readonly retention: number; readonly slots: number };

/** High resolution: read for periods below one minute (milliseconds throughout; User Guide "Metrics retention"). */
export const HIGH_RESOLUTION: Tier = { resolution: 1000, retention: 3 * HOUR, slots: 600 };

/** Where every sample is kept first. */
export const MINUTE_TIER: Tier = { resolution: MINUTE, retention: 15 * DAY, slots: 180 };

/** Nothing is kept longer. */
export const LONGEST_RETENTION = 455 * DAY;

/** What periods of a minute and more are read from, finest first; a tier's expired chunks are rolled up into the next. */
export const TIERS: readonly Tier[] = [
  MINUTE_TIER,
  { resolution: 5 * MINUTE, retention: 63 * DAY, slots: 288 },
  { resolution: HOUR, retention: LONGEST_RETENTION, slots: 168 },
];

/** Every tier, finest first. */
export const ALL_TIERS: readonly Tier[] = [HIGH_RESOLUTION, ...TIERS];

/** The milliseconds one chunk of the tier spans. */
export function chunkSpan(tier: Tier): number {
  return tier.resolution * tier.slots;
}
