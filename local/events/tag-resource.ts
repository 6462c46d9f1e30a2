import type { Operation } from '../aws/aws-service.ts';
import type { BusState } from './event-bus.ts';
import { eventsMembers } from './events-errors.ts';
import { checkTagCount, readTags, taggedRule } from './rule-tags.ts';

/** TagResource: adds tags to a rule or overwrites their values. */
export const tagResource =
  ({ rules }: Pick<BusState, 'rules'>): Operation =>
  (input) => {
    const members = eventsMembers(input);
    const rule = taggedRule(rules, members);
    members.requiredList('Tags');
    rules.put({ ...rule, tags: checkTagCount({ ...rule.tags, ...readTags(members) }) });
    return {};
  };
