import type { AlarmDefinition } from './alarm-definition.ts';

const TEN_SECONDS = 10_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How often (ms) a metric alarm is evaluated: every minute, 10 s with a period below a minute, hourly when it looks back more than a day. */
export function cadence({ period, rule }: Pick<AlarmDefinition, 'period' | 'rule'>): number {
  if (isHighResolution({ period })) return TEN_SECONDS;
  return period * rule.evaluationPeriods > DAY ? HOUR : MINUTE;
}

/** Whether a metric alarm's period is below a minute. */
export function isHighResolution({ period }: Pick<AlarmDefinition, 'period'>): boolean {
  return period < MINUTE;
}
