import type { JsonObject } from '../../local/aws/json.ts';
import { objects } from '../../local/cloudwatch/read-input.ts';
import type { StateValue } from '../../monitoring/cloudwatch.ts';
import type { EmbeddedCloudWatch } from './embedded-cloudwatch.ts';

/** The topic of every alarm made here. */
export const TOPIC = 'arn:aws:sns:us-east-1:000000000000:told';
export const ACTIONS = { AlarmActions: [TOPIC], OKActions: [TOPIC], InsufficientDataActions: [TOPIC] };

/** The ARN of an alarm. */
export function arnOf(name: string): string {
  return `arn:aws:cloudwatch:us-east-1:000000000000:alarm:${name}`;
}

/** Makes a metric alarm without actions that keeps whatever state it is set to, OK at first. */
export async function putSettable(system: EmbeddedCloudWatch, name: string, change: JsonObject = {}): Promise<void> {
  await system.call('PutMetricAlarm', {
    AlarmName: name,
    Namespace: 'SmallCart/test',
    MetricName: 'Nothing',
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 0,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'ignore',
    ...change,
  });
  await setState(system, name, 'OK');
}

/** Makes a composite alarm that publishes each of its states. */
export async function putComposite(
  { call }: EmbeddedCloudWatch,
  name: string,
  rule: string,
  change: JsonObject = {},
): Promise<void> {
  await call('PutCompositeAlarm', { AlarmName: name, AlarmRule: rule, ...ACTIONS, ...change });
}

/** SetAlarmState. */
export async function setState({ call }: EmbeddedCloudWatch, name: string, value: StateValue): Promise<void> {
  await call('SetAlarmState', { AlarmName: name, StateValue: value, StateReason: 'set' });
}

/** An alarm of either kind as DescribeAlarms has it; nothing when there is none. */
export async function alarmOf({ call }: EmbeddedCloudWatch, name: string): Promise<JsonObject | undefined> {
  const answer = await call('DescribeAlarms', { AlarmNames: [name], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] });
  return [...objects(answer.MetricAlarms), ...objects(answer.CompositeAlarms)][0];
}

/** The states of some alarms by name. */
export async function statesOf(system: EmbeddedCloudWatch, ...names: string[]): Promise<JsonObject> {
  const states = names.map(async (name) => [name, (await alarmOf(system, name))?.StateValue] as const);
  return Object.fromEntries(await Promise.all(states));
}
