import { STATE_VALUES } from '../../../monitoring/cloudwatch.ts';
import type { Operation } from '../../aws/aws-service.ts';
import type { Members } from '../../aws/members.ts';
import type { Alarm, MetricAlarm } from '../alarms/alarm.ts';
import { describeAlarm } from '../alarms/describe-alarm.ts';
import { invalidCombination, validationError } from '../errors.ts';
import { page } from '../page.ts';
import { read, readEnum } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';

const MAX_RECORDS = 100;
const DEFAULT_RECORDS = 50;
const ALARM_TYPES = ['MetricAlarm', 'CompositeAlarm', 'LogAlarm'];

/** DescribeAlarms with all its filters; there are only metric alarms here. */
export function describeAlarms({ alarms }: Pick<ServiceState, 'alarms'>): Operation {
  return (input) => {
    const members = read(input);
    const found = alarms.list().filter(isMetricAlarm).filter(readFilter(members));
    const { items, nextToken } = page(found, members.string('NextToken'), readMaxRecords(members, DEFAULT_RECORDS));
    return {
      MetricAlarms: items.map(describeAlarm),
      CompositeAlarms: [],
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

function readFilter(members: Members): (alarm: Alarm) => boolean {
  const names = members.strings('AlarmNames');
  const prefix = members.string('AlarmNamePrefix');
  const state = readEnum(members.string('StateValue'), STATE_VALUES, 'stateValue');
  const action = members.string('ActionPrefix');
  const types = (members.strings('AlarmTypes') ?? ['MetricAlarm']).map((type) =>
    readEnum(type, ALARM_TYPES, 'alarmTypes'),
  );
  if (names !== undefined && prefix !== undefined) {
    throw invalidCombination(
      'The parameters AlarmNames and AlarmNamePrefix are mutually exclusive and you have specified both.',
    );
  }
  const relatives = members.string('ChildrenOfAlarmName') ?? members.string('ParentsOfAlarmName');
  return (alarm) =>
    relatives === undefined &&
    types.includes('MetricAlarm') &&
    (names === undefined || names.includes(alarm.name)) &&
    (prefix === undefined || alarm.name.startsWith(prefix)) &&
    (state === undefined || alarm.state.value === state) &&
    (action === undefined || allActions(alarm).some((arn) => arn.startsWith(action)));
}

function isMetricAlarm(alarm: Alarm): alarm is MetricAlarm {
  return alarm.kind === 'metric';
}

function allActions({ definition }: Alarm): readonly string[] {
  return Object.values(definition.actions).flat();
}
