import type { AlarmDefinition } from '../../monitoring/alarms/alarm-definition.ts';
import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import type { CompositeDefinition } from '../../monitoring/alarms/composite-definition.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import type { JsonObject } from '../aws/json.ts';
import type { MonitoringCaller } from './monitoring-caller.ts';
import { STAGE } from './place.ts';
import { putCompositeAlarmInput } from './put-composite-alarm-input.ts';
import { putMetricAlarmInput } from './put-metric-alarm-input.ts';

/** A kind of alarm as the API names it: its type, the member that lists it, the operation that puts it. */
type Kind = {
  readonly type: 'MetricAlarm' | 'CompositeAlarm';
  readonly member: 'MetricAlarms' | 'CompositeAlarms';
  readonly put: 'PutMetricAlarm' | 'PutCompositeAlarm';
};
const METRIC: Kind = { type: 'MetricAlarm', member: 'MetricAlarms', put: 'PutMetricAlarm' };
const COMPOSITE: Kind = { type: 'CompositeAlarm', member: 'CompositeAlarms', put: 'PutCompositeAlarm' };

/** Members that a put takes away when it leaves them out. */
const OPTIONAL: readonly string[] = ['ActionsSuppressor', 'Threshold', 'ThresholdMetricId'];

/** Whether CloudWatch already has the alarm just so: putting it again would only lengthen its history. */
async function isDeployed({ list }: MonitoringCaller, kind: Kind, input: JsonObject): Promise<boolean> {
  const [known] = await list('DescribeAlarms', alarmsNamed(kind, String(input.AlarmName)), kind.member);
  const members = [...Object.keys(input), ...OPTIONAL];
  return members.every((member) => JSON.stringify(known?.[member]) === JSON.stringify(input[member]));
}

function alarmsNamed({ type }: Kind, name: string): JsonObject {
  return { AlarmNames: [name], AlarmTypes: [type] };
}

async function put(caller: MonitoringCaller, kind: Kind, input: JsonObject): Promise<void> {
  if (!(await isDeployed(caller, kind, input))) await caller.call(kind.put, input);
}

/** Names of this stage's alarms of a kind that monitoring/ does not define as such; what a user made under other names stays. */
async function stale(
  { list }: MonitoringCaller,
  { type, member }: Kind,
  defined: readonly { readonly id: string }[],
): Promise<readonly string[]> {
  const input = { AlarmNamePrefix: physicalName(STAGE, ''), AlarmTypes: [type], MaxRecords: 100 };
  const names = new Set(defined.map(({ id }) => physicalName(STAGE, id)));
  const found = await list('DescribeAlarms', input, member);
  return found.map(({ AlarmName }) => String(AlarmName)).filter((name) => !names.has(name));
}

/** Deletes one alarm after another, each once no composite names it any more; what a user's composite names stays. */
async function deleteUnnamed({ call, list }: MonitoringCaller, names: readonly string[]): Promise<void> {
  const kept: string[] = [];
  for (const name of names) {
    const parents = await list('DescribeAlarms', { ParentsOfAlarmName: name }, COMPOSITE.member);
    if (parents.length > 0) kept.push(name);
    else await call('DeleteAlarms', { AlarmNames: [name] });
  }
  if (kept.length < names.length) await deleteUnnamed({ call, list }, kept);
}

/** Alarms, and composites over them; each composite after those that it names. */
type Definitions = { readonly alarms: readonly AlarmDefinition[]; readonly composites: readonly CompositeDefinition[] };
const DEFINED: Definitions = { alarms: ALARMS, composites: COMPOSITES };

/** Puts the alarms, those of monitoring/ unless others are given, then deletes what is no longer defined, in the other order. */
export async function deployAlarms(caller: MonitoringCaller, { alarms, composites } = DEFINED): Promise<void> {
  for (const alarm of alarms) await put(caller, METRIC, putMetricAlarmInput(alarm, composites));
  for (const composite of composites) await put(caller, COMPOSITE, putCompositeAlarmInput(composite, composites));
  await deleteUnnamed(caller, await stale(caller, COMPOSITE, composites));
  await deleteUnnamed(caller, await stale(caller, METRIC, alarms));
}
