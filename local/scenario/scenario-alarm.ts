import type { JsonObject } from '../aws/json.ts';

/** An alarm that scenarios can name. */
export type ScenarioAlarm = {
  /** What a scenario calls it. */
  readonly id: string;
  /** Its AlarmName. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  readonly kind: 'metric' | 'composite';
  /** The input of PutMetricAlarm or PutCompositeAlarm. */
  readonly input: JsonObject;
  readonly region: string;
  readonly accountId: string;
  /** Milliseconds from the start of a fault within which it must be in ALARM. */
  readonly promise?: number;
};

/** Where alarms come from. */
export type AlarmSource = {
  /** For messages: `monitoring/alarms` or the path of an export. */
  readonly described: string;
  readonly alarms: readonly ScenarioAlarm[];
};

/** The alarm that a scenario, or the rule of a composite alarm, names: by id, AlarmName or ARN. */
export function findAlarm({ alarms }: AlarmSource, text: string): ScenarioAlarm | undefined {
  const name = /^arn:[^:]+:cloudwatch:[^:]*:[^:]*:alarm:(.+)$/.exec(text)?.[1] ?? text;
  return alarms.find(({ id }) => id === name) ?? alarms.find((alarm) => alarm.name === name);
}
