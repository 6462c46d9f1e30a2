import type { JsonObject } from '../../aws/json.ts';
import type { CompositeDefinition } from '../composite/composite-definition.ts';
import type { Suppression } from '../composite/suppression.ts';
import type { AlarmDefinition, AlarmState } from './alarm-definition.ts';

/** An alarm's state with what holds back the actions of its last change. */
export type HeldState = AlarmState & {
  /** Of a composite alarm whose actions suppressor holds them back. */
  readonly suppression?: Suppression;
  /** Set while the actions were muted and are yet to be taken. */
  readonly actionsMuted?: true;
};

type Configured = {
  readonly name: string;
  readonly arn: string;
  /** The PutMetricAlarm or PutCompositeAlarm input that the alarm was made by. */
  readonly input: JsonObject;
  readonly state: HeldState;
  /** When its configuration was last changed (epoch milliseconds). */
  readonly configured: number;
};

/** An alarm on a metric, on metric math or on an anomaly detection band. */
export type MetricAlarm = Configured & { readonly kind: 'metric'; readonly definition: AlarmDefinition };

/** An alarm on the states of other alarms. */
export type CompositeAlarm = Configured & { readonly kind: 'composite'; readonly definition: CompositeDefinition };

/** An alarm: the input it was made by, what that means, and its state. */
export type Alarm = MetricAlarm | CompositeAlarm;

/** The state of an alarm that was never evaluated. */
export function initialState(now: number): AlarmState {
  return { value: 'INSUFFICIENT_DATA', reason: 'Unchecked: Initial alarm creation', updated: now, transitioned: now };
}
