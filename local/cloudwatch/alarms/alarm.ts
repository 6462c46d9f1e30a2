import type { JsonObject } from '../../aws/json.ts';
import type { AlarmDefinition, AlarmState } from './alarm-definition.ts';

/** A metric alarm: the PutMetricAlarm input it was made by, what that means, and its state. */
export type Alarm = {
  readonly name: string;
  readonly arn: string;
  readonly input: JsonObject;
  readonly definition: AlarmDefinition;
  readonly state: AlarmState;
  /** When PutMetricAlarm or Enable/DisableAlarmActions last changed it (epoch milliseconds). */
  readonly configured: number;
};

/** The state of an alarm that was never evaluated. */
export function initialState(now: number): AlarmState {
  return { value: 'INSUFFICIENT_DATA', reason: 'Unchecked: Initial alarm creation', updated: now, transitioned: now };
}
