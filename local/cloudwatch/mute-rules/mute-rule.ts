import type { JsonObject } from '../../aws/json.ts';
import type { MuteSchedule, MuteWindow } from './mute-schedule.ts';

export const MUTE_RULE_STATUSES = ['SCHEDULED', 'ACTIVE', 'EXPIRED'] as const;
export type MuteRuleStatus = (typeof MUTE_RULE_STATUSES)[number];

/** An alarm mute rule: the PutAlarmMuteRule input it was made by, and what that means; times are epoch milliseconds. */
export type MuteRule = {
  readonly name: string;
  readonly arn: string;
  readonly input: JsonObject;
  readonly description: string | undefined;
  readonly schedule: MuteSchedule;
  readonly alarmNames: readonly string[];
  readonly startDate: number | undefined;
  readonly expireDate: number | undefined;
  readonly lastUpdated: number;
};

/**
 * Whether a rule mutes its alarms at an instant: within a window of its schedule, from StartDate on and before ExpireDate.
 * Where the pages are silent: a window under way when the rule is made, or at StartDate, mutes for its remainder, one under
 * way at ExpireDate ends there. The API reference ("Schedule") says that the time zone affects both dates too, but not how:
 * they come as instants, and are taken as such.
 */
export function muteWindow({ schedule, startDate, expireDate }: MuteRule, instant: number): MuteWindow {
  if (expireDate !== undefined && instant >= expireDate) return { muted: false, until: Number.POSITIVE_INFINITY };
  if (startDate !== undefined && instant < startDate) return { muted: false, until: startDate };
  const window = schedule.windowAt(instant);
  const until = Math.min(window.until, expireDate ?? Number.POSITIVE_INFINITY);
  return window.muted ? { muted: true, since: Math.max(window.since, startDate ?? 0), until } : { muted: false, until };
}

/** The status of a rule (API reference "GetAlarmMuteRule"); a one-time rule has expired when its window is over. */
export function muteRuleStatus(rule: MuteRule, now: number): MuteRuleStatus {
  const { muted, until } = muteWindow(rule, now);
  if (muted) return 'ACTIVE';
  return until === Number.POSITIVE_INFINITY ? 'EXPIRED' : 'SCHEDULED';
}
