import type { Operation } from '../aws/aws-service.ts';
import type { BusState } from './event-bus.ts';
import { eventsMembers } from './events-errors.ts';
import { pageOf } from './page.ts';
import { readRuleName } from './read-rule.ts';

/** ListTargetsByRule: the targets as they were put. */
export const listTargetsByRule =
  ({ rules }: Pick<BusState, 'rules'>): Operation =>
  (input) => {
    const { name } = rules.existing(readRuleName(input, 'Rule'));
    const { page, NextToken } = pageOf(rules.targets(name), eventsMembers(input));
    return { Targets: page.map(({ entry }) => entry), NextToken };
  };
