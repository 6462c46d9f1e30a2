import type { Operation } from '../aws/aws-service.ts';
import type { BusState } from './event-bus.ts';
import { readRuleName } from './read-rule.ts';

/** EnableRule and DisableRule. */
export const setRuleState =
  ({ rules, timers }: Pick<BusState, 'rules' | 'timers'>, state: 'ENABLED' | 'DISABLED'): Operation =>
  (input) => {
    const known = rules.existing(readRuleName(input, 'Name'));
    if ((known.state === 'DISABLED') === (state === 'DISABLED')) return {};
    const rule = { ...known, state, input: { ...known.input, State: state } };
    rules.put(rule);
    timers.set(rule);
    return {};
  };
