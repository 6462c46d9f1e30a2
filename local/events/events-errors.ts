import { AwsError } from '../aws/aws-error.ts';
import type { JsonObject } from '../aws/json.ts';
import { type Members, readMembers } from '../aws/members.ts';

/** A request that breaks a rule of EventBridge. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** A value that breaks a constraint of the model, in the model's words. */
export function constraintError(value: unknown, at: string, constraint: string): AwsError {
  return validationError(
    `1 validation error detected: Value '${value}' at '${at}' failed to satisfy constraint: Member must ${constraint}`,
  );
}

/** An event pattern that EventBridge does not take. */
export function invalidEventPattern(reason: string): AwsError {
  return new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`);
}

/** A rule that does not exist. */
export function ruleNotFound(name: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus default.`);
}

/** An event bus other than the default one. */
export function eventBusNotFound(name: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Event bus ${name} does not exist.`);
}

/** More rules or targets than the quotas allow. */
export function limitExceeded(): AwsError {
  return new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
}

/** The members of an input or of a structure in it; `prefix` is its place as the model's messages write it. */
export function eventsMembers(input: JsonObject, prefix = ''): Members {
  return readMembers(input, (member) => constraintError(null, `${prefix}${lowerFirst(member)}`, 'not be null'));
}

/** A text of the model's lengths and pattern. */
export function sized(value: string, at: string, most: number, pattern?: RegExp): string {
  if (value.length < 1) throw constraintError(value, at, 'have length greater than or equal to 1');
  if (value.length > most) throw constraintError(value, at, `have length less than or equal to ${most}`);
  if (pattern && !pattern.test(value)) {
    throw constraintError(value, at, `satisfy regular expression pattern: ${pattern.source.slice(1, -1)}`);
  }
  return value;
}

/** The name of the event bus in an input, which must be the default one, by name or by ARN. */
export function checkEventBus(members: Members, member = 'EventBusName'): void {
  const name = members.string(member);
  if (name !== undefined && (name.split('/').at(-1) ?? name) !== 'default') throw eventBusNotFound(name);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
