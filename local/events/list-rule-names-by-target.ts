import type { Operation } from '../aws/aws-service.ts';
import type { BusState } from './event-bus.ts';
import { checkEventBus, eventsMembers, sized } from './events-errors.ts';
import { pageOf } from './page.ts';

/** ListRuleNamesByTarget. */
export const listRuleNamesByTarget =
  ({ rules }: Pick<BusState, 'rules'>): Operation =>
  (input) => {
    const members = eventsMembers(input);
    const targetArn = sized(members.requiredString('TargetArn'), 'targetArn', 1600);
    checkEventBus(members);
    const names = rules.list().map(({ name }) => name);
    const { page, NextToken } = pageOf(
      names.filter((name) => rules.targets(name).some(({ arn }) => arn === targetArn)),
      members,
    );
    return { RuleNames: page, NextToken };
  };
