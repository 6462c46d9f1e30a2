import type { Operation } from '../aws/aws-service.ts';
import { parseJsonObject } from '../aws/json.ts';
import { parseEventPattern } from './event-pattern.ts';
import { eventsMembers, validationError } from './events-errors.ts';

const MANDATORY = ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type'];

/** TestEventPattern: whether an event, whole but for its detail, matches. */
export const testEventPattern: Operation = (input) => {
  const members = eventsMembers(input);
  const matches = parseEventPattern(members.requiredString('EventPattern'));
  const event = parseJsonObject(members.requiredString('Event'));
  if (event === undefined) throw validationError('Parameter Event is not valid.');
  const missing = MANDATORY.find((member) => !Object.hasOwn(event, member));
  if (missing !== undefined) {
    throw validationError(`Parameter Event is not valid. Reason: it must have the member ${missing}.`);
  }
  return { Result: matches(event) };
};
