import type { AlarmSource, ScenarioAlarm } from './scenario-alarm.ts';

/** The alarm and every alarm that its state rests on, in an order in which they can be made. */
export function alarmsNeeded(
  alarm: ScenarioAlarm,
  _source: AlarmSource,
  _report: (message: string) => void,
): ScenarioAlarm[] {
  return [alarm];
}
