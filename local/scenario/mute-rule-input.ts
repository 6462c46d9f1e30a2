import type { JsonObject } from '../aws/json.ts';
import type { Mute } from './scenario-schema.ts';

/** The input of PutAlarmMuteRule for a mute of a scenario: a schedule of its own, or a window so long after the start. */
export function muteRuleInput(mute: Mute, name: string, alarmName: string, start: number): JsonObject {
  const { expression, duration, timezone = 'UTC' } = mute;
  const { at = 0, for: length = 0 } = mute;
  const from = new Date(start + at).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
  const Schedule =
    expression === undefined || duration === undefined
      ? { Expression: `at(${from})`, Duration: `PT${length / 60_000}M`, Timezone: 'UTC' }
      : { Expression: expression, Duration: duration, Timezone: timezone };
  return { Name: name, Rule: { Schedule }, MuteTargets: { AlarmNames: [alarmName] } };
}
