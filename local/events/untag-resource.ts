import type { Operation } from '../aws/aws-service.ts';
import type { BusState } from './event-bus.ts';
import { eventsMembers } from './events-errors.ts';
import { taggedRule } from './rule-tags.ts';

/** UntagResource: removes tags by key. */
export const untagResource =
  ({ rules }: Pick<BusState, 'rules'>): Operation =>
  (input) => {
    const members = eventsMembers(input);
    const rule = taggedRule(rules, members);
    members.requiredList('TagKeys');
    const keys = new Set(members.strings('TagKeys'));
    rules.put({ ...rule, tags: Object.fromEntries(Object.entries(rule.tags).filter(([key]) => !keys.has(key))) });
    return {};
  };
