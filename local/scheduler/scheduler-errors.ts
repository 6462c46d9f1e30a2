import { AwsError } from '../aws/aws-error.ts';
import type { JsonObject } from '../aws/json.ts';
import { type Members, readMembers } from '../aws/members.ts';
import type { DeployedSchedule, Schedules } from './schedules.ts';

export function validationError(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

const notFound = (what: string): AwsError => new AwsError('ResourceNotFoundException', `${what} does not exist.`, 404);

/** Reads an operation's input; any group but the default one does not exist. */
export function schedulerMembers(input: JsonObject): Members {
  const members = readMembers(input);
  const group = members.string('GroupName') ?? members.string('groupName') ?? members.string('ScheduleGroup');
  if (group !== undefined && group !== 'default') throw notFound(`Schedule group ${group}`);
  return members;
}

/** The schedule that the member `Name` names. */
export function namedSchedule(schedules: Schedules, members: Members): DeployedSchedule {
  const name = members.requiredString('Name');
  const found = schedules.find(name);
  if (found === undefined) throw notFound(`Schedule ${name}`);
  return found;
}
