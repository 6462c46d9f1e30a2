import type { Operation } from '../aws/aws-service.ts';
import { scheduleArn } from './schedule-description.ts';
import { namedSchedule, schedulerMembers, validationError } from './scheduler-errors.ts';
import type { Schedules } from './schedules.ts';

const STATES = ['ENABLED', 'DISABLED'] as const;

/** API reference "UpdateSchedule", which replaces a schedule whole: here, all but its state must be what it is. */
export const updateSchedule =
  (schedules: Schedules): Operation =>
  (input, context) => {
    const members = schedulerMembers(input);
    const schedule = namedSchedule(schedules, members);
    if (members.object('FlexibleTimeWindow')?.Mode !== 'OFF')
      throw validationError('The embedded Scheduler serves the flexible time window OFF alone.');
    if (members.requiredString('ScheduleExpression') !== schedule.expression)
      throw validationError(`The embedded Scheduler cannot change an expression: ${schedule.expression} stays.`);
    if (members.object('Target')?.Arn !== schedule.targetArn)
      throw validationError(`The embedded Scheduler cannot change a target: ${schedule.targetArn} stays.`);
    const told = members.string('State') ?? 'ENABLED';
    const state = STATES.find((each) => each === told);
    if (state === undefined)
      throw validationError(
        `1 validation error detected: Value '${told}' at 'state' failed to satisfy constraint: Member must satisfy enum value set: [${STATES.join(', ')}]`,
      );
    schedules.setState(schedule, state);
    return { ScheduleArn: scheduleArn(schedule.name, context) };
  };
