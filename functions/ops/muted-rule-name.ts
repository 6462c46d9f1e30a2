import { physicalName } from '../../monitoring/physical-name.ts';

/** Name of the rule by which somebody mutes one alarm of a stage, by the alarm's id; `*` stands for any. */
export function mutedRuleName(stage: string, alarmId: string): string {
  return physicalName(stage, `muted-${alarmId}`);
}
