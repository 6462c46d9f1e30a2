import type { Operation } from '../aws/aws-service.ts';
import type { BusState } from './event-bus.ts';
import { eventsMembers } from './events-errors.ts';
import { taggedRule } from './rule-tags.ts';

/** ListTagsForResource: a rule's tags by key. */
export const listTagsForResource =
  ({ rules }: Pick<BusState, 'rules'>): Operation =>
  (input) => {
    const { tags } = taggedRule(rules, eventsMembers(input));
    const entries = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
    return { Tags: entries.map(([Key, Value]) => ({ Key, Value })) };
  };
