import type { StateValue } from '../../../monitoring/cloudwatch.ts';
import type { AlarmReference, AlarmRule } from './alarm-rule.ts';

/** What suppresses a composite alarm's actions; both periods in milliseconds. */
export type ActionsSuppressor = {
  readonly alarm: AlarmReference;
  /** How long actions wait for the suppressor to go to ALARM. */
  readonly waitPeriod: number;
  /** How long actions stay suppressed after it has left ALARM. */
  readonly extensionPeriod: number;
};

/** A composite alarm as PutCompositeAlarm defined it. */
export type CompositeDefinition = {
  readonly name: string;
  readonly description?: string;
  readonly actionsEnabled: boolean;
  readonly actions: Readonly<Record<StateValue, readonly string[]>>;
  /** The rule as it was given, and what it means. */
  readonly alarmRule: string;
  readonly rule: AlarmRule;
  /** The alarms that the rule names, each once. */
  readonly children: readonly AlarmReference[];
  readonly suppressor?: ActionsSuppressor;
};
