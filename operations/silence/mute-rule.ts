import type { PutAlarmMuteRuleCommandInput } from '@aws-sdk/client-cloudwatch';
import { muteSchedule } from '../../functions/ops/mute-schedule.ts';
import { physicalName } from '../../monitoring/physical-name.ts';

/** What announces that alarms will tell nothing of what somebody does to the stage. */
export type SilenceKind = 'deployment' | 'maintenance';

/** What is to be muted from now on: the alarms by name, for how long, and why. */
export type Muting = {
  readonly alarmNames: readonly string[];
  /** Epoch milliseconds of the stage's clock. */
  readonly now: number;
  readonly minutes: number;
  /** One sentence. */
  readonly reason: string;
};

/** A rule names at most so many alarms ("PutAlarmMuteRule"). */
const MOST_ALARMS = 100;

/** Names of the stage's rules of a kind begin so. */
export const ruleNamePrefix = (stage: string, kind: SilenceKind): string => physicalName(stage, `${kind}-`);

/** The rules that mute alarms once, from now on for so many minutes; several, if one cannot name them all. */
export function muteRules(
  stage: string,
  kind: SilenceKind,
  { alarmNames, now, minutes, reason }: Muting,
): readonly PutAlarmMuteRuleCommandInput[] {
  const Schedule = muteSchedule(now, minutes);
  const count = Math.ceil(alarmNames.length / MOST_ALARMS);
  return Array.from({ length: count }, (_, at) => ({
    Name: `${ruleNamePrefix(stage, kind)}${at + 1}`,
    Description: reason,
    Rule: { Schedule },
    MuteTargets: { AlarmNames: alarmNames.slice(at * MOST_ALARMS, (at + 1) * MOST_ALARMS) },
  }));
}
