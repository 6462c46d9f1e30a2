import { STATE_VALUES } from '../../../monitoring/cloudwatch.ts';
import type { Operation } from '../../aws/aws-service.ts';
import type { JsonObject } from '../../aws/json.ts';
import type { Members } from '../../aws/members.ts';
import type { Alarm } from '../alarms/alarm.ts';
import { describeAlarm } from '../alarms/describe-alarm.ts';
import { invalidCombination, validationError } from '../errors.ts';
import { page } from '../page.ts';
import { read, readEnum, setMembers, wireTime } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';

const MAX_NAMES = 100;
const MAX_RECORDS = 100;
const DEFAULT_RECORDS = 50;
const ALARM_TYPES = ['CompositeAlarm', 'MetricAlarm', 'LogAlarm'] as const;
const RELATIVES = ['ChildrenOfAlarmName', 'ParentsOfAlarmName'] as const;
/** What may stand beside the name of an alarm whose relatives are asked for. */
const PAGING = ['MaxRecords', 'NextToken'];

/** What a request selects, and how much of each alarm it gets. */
type Selection = { readonly found: readonly Alarm[]; readonly describe: (alarm: Alarm) => JsonObject };

/** DescribeAlarms with all its filters, by name across both kinds of alarm; there are no log alarms here. */
export function describeAlarms({ alarms }: Pick<ServiceState, 'alarms'>): Operation {
  return (input) => {
    const members = read(input);
    const { found, describe } = selectRelatives(alarms, input, members) ?? {
      found: alarms.list().filter(readFilter(members)),
      describe: describeAlarm,
    };
    const { items, nextToken } = page(found, members.string('NextToken'), readMaxRecords(members, DEFAULT_RECORDS));
    const ofKind = (kind: Alarm['kind']) => items.filter((alarm) => alarm.kind === kind).map(describe);
    return {
      MetricAlarms: ofKind('metric'),
      CompositeAlarms: ofKind('composite'),
      ...(nextToken !== undefined && { NextToken: nextToken }),
    };
  };
}

/** MaxRecords of 1 to 100. */
export function readMaxRecords(members: Members, otherwise: number): number {
  const records = members.integer('MaxRecords') ?? otherwise;
  if (records >= 1 && records <= MAX_RECORDS) return records;
  const bound = records < 1 ? 'greater than or equal to 1' : `less than or equal to ${MAX_RECORDS}`;
  throw validationError(
    `1 validation error detected: Value '${records}' at 'maxRecords' failed to satisfy constraint: Member must have value ${bound}`,
  );
}

/** AlarmTypes; metric alarms alone when it is left out or empty. */
export function readAlarmTypes(members: Members): ReadonlySet<string> {
  const given = members.strings('AlarmTypes') ?? [];
  const types = given.flatMap((type) => readEnum(type, ALARM_TYPES, 'alarmTypes') ?? []);
  return new Set<string>(types.length === 0 ? ['MetricAlarm'] : types);
}

/** The children or parents of an alarm, of either kind; none of one that is not there, which the API reference leaves open. */
function selectRelatives(
  { get, relations }: ServiceState['alarms'],
  input: JsonObject,
  members: Members,
): Selection | undefined {
  const member = RELATIVES.find((each) => members.string(each) !== undefined);
  if (member === undefined) return undefined;
  const name = members.string(member) ?? '';
  const other = Object.keys(setMembers(input)).find((each) => each !== member && !PAGING.includes(each));
  if (other !== undefined) {
    throw validationError(`${other} cannot be specified together with ${member}; only MaxRecords and NextToken can.`);
  }
  const ofKnown = (names: Iterable<string>): Alarm[] => [...names].sort().flatMap((each) => get(each) ?? []);
  if (member === 'ParentsOfAlarmName') return { found: ofKnown(relations.parentsOf(name)), describe: identify };
  const alarm = get(name);
  const children = alarm?.kind === 'composite' ? alarm.definition.children.map((child) => child.name) : [];
  return { found: ofKnown(children), describe: identifyWithState };
}

function identify({ name, arn }: Alarm): JsonObject {
  return { AlarmName: name, AlarmArn: arn };
}

function identifyWithState(alarm: Alarm): JsonObject {
  const { value, updated } = alarm.state;
  return { ...identify(alarm), StateValue: value, StateUpdatedTimestamp: wireTime(updated) };
}

function readFilter(members: Members): (alarm: Alarm) => boolean {
  const given = members.strings('AlarmNames') ?? [];
  const names = given.length === 0 ? undefined : given;
  const prefix = members.string('AlarmNamePrefix');
  const state = readEnum(members.string('StateValue'), STATE_VALUES, 'stateValue');
  const action = members.string('ActionPrefix');
  const types = readAlarmTypes(members);
  if (names !== undefined && prefix !== undefined) {
    throw invalidCombination(
      'The parameters AlarmNames and AlarmNamePrefix are mutually exclusive and you have specified both.',
    );
  }
  if (names !== undefined && names.length > MAX_NAMES)
    throw validationError(`The collection AlarmNames must not have a size greater than ${MAX_NAMES}.`);
  return (alarm) =>
    types.has(alarm.kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm') &&
    (names === undefined || names.includes(alarm.name)) &&
    (prefix === undefined || alarm.name.startsWith(prefix)) &&
    (state === undefined || alarm.state.value === state) &&
    (action === undefined || allActions(alarm).some((arn) => arn.startsWith(action)));
}

function allActions({ definition }: Alarm): readonly string[] {
  return Object.values(definition.actions).flat();
}
