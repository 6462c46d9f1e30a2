import type { Operation } from '../aws/aws-service.ts';
import { scheduleDescription } from './schedule-description.ts';
import { namedSchedule, schedulerMembers } from './scheduler-errors.ts';
import type { Schedules } from './schedules.ts';

/** API reference "GetSchedule". */
export const getSchedule =
  (schedules: Schedules): Operation =>
  (input, context) =>
    scheduleDescription(namedSchedule(schedules, schedulerMembers(input)), context);
