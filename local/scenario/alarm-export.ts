import { isJsonObject, type JsonObject, type JsonValue } from '../aws/json.ts';
import { ACCOUNT_ID, REGION } from '../deploy/place.ts';
import type { AlarmSource, ScenarioAlarm } from './scenario-alarm.ts';
import { UnusableInput } from './unusable-input.ts';

/**
 * Members that DescribeAlarms adds to what PutMetricAlarm and PutCompositeAlarm took, and ActionConfiguration, which says
 * no more than what the text of a notification holds.
 */
const LEFT_OUT = [
  'ActionConfiguration',
  'AlarmArn',
  'AlarmConfigurationUpdatedTimestamp',
  'StateValue',
  'StateReason',
  'StateReasonData',
  'StateUpdatedTimestamp',
  'StateTransitionedTimestamp',
  'EvaluationState',
  'ActionsSuppressedBy',
  'ActionsSuppressedReason',
];
const WANTED =
  'Save the output of `aws cloudwatch describe-alarms --alarm-types MetricAlarm CompositeAlarm`, the input of PutMetricAlarm, or a list of such inputs.';

/** Reads alarms that were exported as JSON; throws UnusableInput for anything else, and for an export without alarms. */
export function readAlarmExport(file: string, text: string): AlarmSource {
  const found = alarmObjects(parse(file, text));
  if (found.length === 0) throw new UnusableInput([{ file, message: `The file holds no alarms. ${WANTED}` }]);
  const alarms = found.map((each) => toAlarm(each));
  const names = alarms.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw new UnusableInput([{ file, message: `The file holds the alarm '${twice}' twice.` }]);
  return { described: file, alarms };
}

function parse(file: string, text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnusableInput([{ file, message: `The file is not JSON: ${reason}. ${WANTED}` }]);
  }
}

function alarmObjects(value: JsonValue | undefined): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(alarmObjects);
  if (!isJsonObject(value)) return [];
  if (typeof value.AlarmName === 'string') return [value];
  return [...alarmObjects(value.MetricAlarms), ...alarmObjects(value.CompositeAlarms)];
}

/** An alarm runs in the region and account that its ARN names, so that rules may name alarms by ARN. */
function toAlarm(described: JsonObject): ScenarioAlarm {
  const input = Object.fromEntries(
    Object.entries(described).filter(([member, value]) => value !== null && !LEFT_OUT.includes(member)),
  );
  const name = String(described.AlarmName);
  const [, , , region = '', accountId = ''] = String(described.AlarmArn ?? '').split(':');
  return {
    id: name,
    name,
    title: name,
    kind: described.AlarmRule === undefined ? 'metric' : 'composite',
    input,
    region: region || REGION,
    accountId: accountId || ACCOUNT_ID,
  };
}
