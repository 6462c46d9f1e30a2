import type { AwsService } from '../aws/aws-service.ts';
import { getSchedule } from './get-schedule.ts';
import { listSchedules } from './list-schedules.ts';
import type { Schedules } from './schedules.ts';
import { updateSchedule } from './update-schedule.ts';

/** EventBridge Scheduler over restJson1. */
export function createSchedulerService(schedules: Schedules): AwsService {
  return {
    name: 'scheduler',
    protocol: 'restJson1',
    operations: {
      GetSchedule: getSchedule(schedules),
      ListSchedules: listSchedules(schedules),
      UpdateSchedule: updateSchedule(schedules),
    },
    routes: {
      'GET /schedules': 'ListSchedules',
      'GET /schedules/{Name}': 'GetSchedule',
      'PUT /schedules/{Name}': 'UpdateSchedule',
    },
  };
}
