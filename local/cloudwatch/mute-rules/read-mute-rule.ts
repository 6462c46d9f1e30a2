import type { JsonObject } from '../../aws/json.ts';
import { missingParameter, validationError } from '../errors.ts';
import { read, readTime } from '../read-input.ts';
import type { MuteRule } from './mute-rule.ts';
import { type MuteSchedule, parseMuteSchedule } from './mute-schedule.ts';

const MINUTE = 60_000;
const MAX_TARGETS = 100;

/** What PutAlarmMuteRule's input says (API reference "PutAlarmMuteRule"); ValidationException when it breaks a rule. */
export function readMuteRule(input: JsonObject): Omit<MuteRule, 'arn' | 'lastUpdated'> {
  const members = read(input);
  const name = sized(members.requiredString('Name'), 'name', 1, 255);
  const description = members.string('Description');
  if (description !== undefined) sized(description, 'description', 0, 1024);
  const rule = members.object('Rule');
  if (rule === undefined) throw missingParameter('Rule');
  const schedule = readSchedule(rule);
  const alarmNames = readTargets(members.object('MuteTargets'));
  return { name, input, description, schedule, alarmNames, ...readDates(input, schedule) };
}

/** The dates, which AWS keeps to the minute. */
function readDates(input: JsonObject, { type }: MuteSchedule): Pick<MuteRule, 'startDate' | 'expireDate'> {
  const [startDate, expireDate] = ['StartDate', 'ExpireDate'].map((member) => toMinute(readTime(input, member)));
  if (type === 'ONE_TIME' && (startDate !== undefined || expireDate !== undefined)) {
    throw validationError('Can not set start or expire dates for At expressions');
  }
  if (startDate !== undefined && expireDate !== undefined && expireDate <= startDate) {
    throw validationError('ExpireDate must be later than StartDate.');
  }
  return { startDate, expireDate };
}

function toMinute(time: number | undefined): number | undefined {
  return time === undefined ? undefined : Math.floor(time / MINUTE) * MINUTE;
}

function readSchedule(rule: JsonObject): MuteSchedule {
  const schedule = read(rule, 'Rule.').object('Schedule');
  if (schedule === undefined) throw missingParameter('Rule.Schedule');
  const members = read(schedule, 'Rule.Schedule.');
  const expression = sized(members.requiredString('Expression'), 'rule.schedule.expression', 1, 256);
  const duration = sized(members.requiredString('Duration'), 'rule.schedule.duration', 1, 50);
  const zone = members.string('Timezone');
  if (zone !== undefined) sized(zone, 'rule.schedule.timezone', 1, 50);
  try {
    return parseMuteSchedule(expression, duration, zone);
  } catch (error) {
    if (error instanceof RangeError) throw validationError(error.message);
    throw error;
  }
}

function readTargets(targets: JsonObject | undefined): string[] {
  if (targets === undefined) return [];
  const names = read(targets, 'MuteTargets.').strings('AlarmNames');
  if (names === undefined) throw missingParameter('MuteTargets.AlarmNames');
  if (names.length > MAX_TARGETS) {
    throw validationError(
      `1 validation error detected: Value at 'muteTargets.alarmNames' failed to satisfy constraint: Member must have length less than or equal to ${MAX_TARGETS}`,
    );
  }
  for (const [index, name] of names.entries()) sized(name, `muteTargets.alarmNames.${index + 1}.member`, 1, 255);
  return [...new Set(names)];
}

/** The AlarmMuteRuleName that an operation is about. */
export function readMuteRuleName(input: JsonObject): string {
  return sized(read(input).requiredString('AlarmMuteRuleName'), 'alarmMuteRuleName', 1, 255);
}

/** A text within the model's lengths; the model's message otherwise. */
function sized(value: string, at: string, least: number, most: number): string {
  if (value.length >= least && value.length <= most) return value;
  const bound = value.length < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`;
  throw validationError(
    `1 validation error detected: Value '${value}' at '${at}' failed to satisfy constraint: Member must have length ${bound}`,
  );
}
