import type { Operation } from '../aws/aws-service.ts';
import type { BusState } from './event-bus.ts';
import { eventsMembers } from './events-errors.ts';
import { readRule } from './read-rule.ts';
import { readTags } from './rule-tags.ts';

/** PutRule: makes a rule, or replaces all of it but its targets and tags. */
export const putRule =
  ({ rules, timers }: Pick<BusState, 'rules' | 'timers'>): Operation =>
  ({ Tags, ...input }, { now, region, accountId }) => {
    const read = readRule(input);
    const given = readTags(eventsMembers({ Tags }));
    const known = rules.get(read.name);
    const arn = known?.arn ?? `arn:aws:events:${region}:${accountId}:rule/${read.name}`;
    const rule = { ...read, arn, created: known?.created ?? now, tags: known?.tags ?? given };
    rules.put(rule);
    timers.set(rule);
    return { RuleArn: arn };
  };
