import type { Operation } from '../aws/aws-service.ts';
import type { BusState } from './event-bus.ts';
import { readRuleName } from './read-rule.ts';
import type { Rule } from './rule.ts';

/** DescribeRule. */
export const describeRule =
  ({ rules }: Pick<BusState, 'rules'>): Operation =>
  (input, { accountId }) => ({
    ...ruleOnWire(rules.existing(readRuleName(input, 'Name'))),
    CreatedBy: accountId,
  });

/** A rule as DescribeRule and ListRules give it. */
export function ruleOnWire({ name, arn, state, input }: Rule) {
  const { EventPattern, ScheduleExpression, Description, RoleArn } = input;
  return {
    Name: name,
    Arn: arn,
    State: state,
    EventBusName: 'default',
    ...{ EventPattern, ScheduleExpression, Description, RoleArn },
  };
}
