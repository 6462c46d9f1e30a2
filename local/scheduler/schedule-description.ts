import type { OperationContext } from '../aws/aws-service.ts';
import type { DeployedSchedule } from './schedules.ts';

type Place = Pick<OperationContext, 'region' | 'accountId'>;

/** The ARN of a schedule of the default group. */
export function scheduleArn(name: string, { region, accountId }: Place): string {
  return `arn:aws:scheduler:${region}:${accountId}:schedule/default/${name}`;
}

/** API reference "ScheduleSummary". */
export function scheduleSummary({ name, state, created, modified, targetArn }: DeployedSchedule, place: Place) {
  return {
    ...{ Arn: scheduleArn(name, place), GroupName: 'default', Name: name, State: state },
    ...{ CreationDate: created / 1000, LastModificationDate: modified / 1000, Target: { Arn: targetArn } },
  };
}

/** API reference "GetSchedule": a schedule as stacks/event-sources.ts makes it. */
export function scheduleDescription(schedule: DeployedSchedule, place: Place) {
  const { name, expression, targetArn, input } = schedule;
  const RoleArn = `arn:aws:iam::${place.accountId}:role/${name}-schedule`;
  return {
    ...scheduleSummary(schedule, place),
    ...{ ScheduleExpression: expression, ScheduleExpressionTimezone: 'UTC', FlexibleTimeWindow: { Mode: 'OFF' } },
    Target: { Arn: targetArn, RoleArn, Input: input, RetryPolicy: { MaximumRetryAttempts: 0 } },
    ActionAfterCompletion: 'NONE',
  };
}
