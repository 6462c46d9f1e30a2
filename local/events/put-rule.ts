import type { Operation } from '../aws/aws-service.ts';
import type { BusState } from './event-bus.ts';
import { readRule } from './read-rule.ts';

/** PutRule: makes a rule, or replaces all of it but its targets. */
export const putRule =
  ({ rules, timers }: Pick<BusState, 'rules' | 'timers'>): Operation =>
  (input, { now, region, accountId }) => {
    const read = readRule(input);
    const known = rules.get(read.name);
    const arn = known?.arn ?? `arn:aws:events:${region}:${accountId}:rule/${read.name}`;
    const rule = { ...read, arn, created: known?.created ?? now };
    rules.put(rule);
    timers.set(rule);
    return { RuleArn: arn };
  };
