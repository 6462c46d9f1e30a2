import type { JsonObject } from '../../aws/json.ts';
import type { Members } from '../../aws/members.ts';
import { readActions } from '../actions/read-actions.ts';
import { validationError } from '../errors.ts';
import { read, text } from '../read-input.ts';
import { alarmReference, referredAlarms } from './alarm-rule.ts';
import type { ActionsSuppressor, CompositeDefinition } from './composite-definition.ts';
import { parseAlarmRule } from './parse-rule.ts';

const MAX_RULE_LENGTH = 10_240;
const MAX_CHILDREN = 100;
const MAX_SUPPRESSOR_LENGTH = 1600;
const ACTION_VENDORS = ['sns', 'lambda', 'ssm', 'ssm-incidents', 'aiops'];
/** The model's type of the periods is a 32-bit integer. */
const MAX_INT = 2 ** 31 - 1;
const PERIODS = ['ActionsSuppressorWaitPeriod', 'ActionsSuppressorExtensionPeriod'] as const;

/**
 * Reads PutCompositeAlarm's input as far as it is right or wrong by itself; an AwsError in AWS's words where it breaks a
 * rule of the API. ActionConfiguration is refused: how tags look in a notification is not documented.
 */
export function readCompositeAlarm(input: JsonObject): CompositeDefinition {
  const members = read(input);
  if (input.ActionConfiguration !== undefined) {
    throw validationError("The parameter ActionConfiguration is not served by SmallCart's embedded cloud.");
  }
  const name = text(members.requiredString('AlarmName'), 'AlarmName', 255);
  const description = members.string('AlarmDescription');
  if (description !== undefined && description.length > 1024) {
    throw validationError('The parameter AlarmDescription must be shorter than 1025 characters.');
  }
  const alarmRule = readRuleText(members);
  const rule = parseAlarmRule(alarmRule);
  const children = referredAlarms(rule);
  if (children.length > MAX_CHILDREN) {
    throw validationError(`The AlarmRule must not refer to more than ${MAX_CHILDREN} alarms.`);
  }
  const suppressor = readSuppressor(members);
  return {
    name,
    ...(description === undefined ? {} : { description }),
    actionsEnabled: members.boolean('ActionsEnabled') ?? true,
    actions: readActions(members, ACTION_VENDORS),
    ...{ alarmRule, rule, children },
    ...(suppressor && { suppressor }),
  };
}

function readRuleText(members: Members): string {
  const rule = members.string('AlarmRule') ?? '';
  if (rule === '' || rule.trim() !== rule) {
    throw validationError('AlarmRule must not contain leading or trailing whitespace or be null');
  }
  if (rule.length <= MAX_RULE_LENGTH) return rule;
  throw validationError(
    `1 validation error detected: Value at 'alarmRule' failed to satisfy constraint: Member must have length less than or equal to ${MAX_RULE_LENGTH}`,
  );
}

function readSuppressor(members: Members): ActionsSuppressor | undefined {
  const text = members.string('ActionsSuppressor');
  const [waitPeriod, extensionPeriod] = PERIODS.map((member) => readPeriod(members, member));
  if (text === undefined) {
    const lone = PERIODS.find((member) => members.integer(member) !== undefined);
    if (lone !== undefined) throw validationError(`${lone} requires an ActionSuppressor`);
    return undefined;
  }
  const alarm = alarmReference(text);
  const isArn = text.startsWith('arn:');
  if (text === '' || text.length > MAX_SUPPRESSOR_LENGTH || (isArn && alarm.name === text)) {
    throw validationError('ActionsSuppressor must be a valid CloudWatch Alarm ARN or an Alarm name');
  }
  if (waitPeriod === undefined) throw validationError('ActionsSuppressorWaitPeriod must not be null');
  if (extensionPeriod === undefined) throw validationError('ActionsSuppressorExtensionPeriod must not be null');
  return { alarm, waitPeriod, extensionPeriod };
}

function readPeriod(members: Members, member: string): number | undefined {
  const seconds = members.integer(member);
  if (seconds === undefined) return undefined;
  if (seconds >= 0 && seconds <= MAX_INT) return seconds * 1000;
  const bound = seconds < 0 ? 'greater than or equal to 0' : `less than or equal to ${MAX_INT}`;
  throw validationError(
    `1 validation error detected: Value '${seconds}' at '${member.charAt(0).toLowerCase()}${member.slice(1)}' failed to satisfy constraint: Member must have value ${bound}`,
  );
}
