import type { Operation } from '../aws/aws-service.ts';
import { ruleOnWire } from './describe-rule.ts';
import type { BusState } from './event-bus.ts';
import { checkEventBus, eventsMembers } from './events-errors.ts';
import { pageOf } from './page.ts';

/** ListRules, by name. */
export const listRules =
  ({ rules }: Pick<BusState, 'rules'>): Operation =>
  (input) => {
    const members = eventsMembers(input);
    checkEventBus(members);
    const prefix = members.string('NamePrefix') ?? '';
    const { page, NextToken } = pageOf(
      rules.list().filter(({ name }) => name.startsWith(prefix)),
      members,
    );
    return { Rules: page.map(ruleOnWire), NextToken };
  };
