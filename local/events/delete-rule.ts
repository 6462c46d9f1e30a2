import type { Operation } from '../aws/aws-service.ts';
import type { BusState } from './event-bus.ts';
import { readRuleName } from './read-rule.ts';

/** DeleteRule: no error without such a rule. */
export const deleteRule =
  ({ rules, timers }: Pick<BusState, 'rules' | 'timers'>): Operation =>
  (input) => {
    const name = readRuleName(input, 'Name');
    rules.delete(name);
    timers.clear(name);
    return {};
  };
