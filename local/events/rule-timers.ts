import type { Clock } from '../clock.ts';
import type { Rule } from './rule.ts';

/** The timers of scheduled rules. */
export interface RuleTimers {
  /** Follows the rule as it is now; none runs for a rule that is disabled or has no schedule. */
  set(rule: Rule): void;
  clear(name: string): void;
  stop(): void;
}

/** Makes timers that call `fire` with each time a rule is due; what is due while nothing runs is left out. */
export function createRuleTimers(
  clock: Pick<Clock, 'now' | 'at'>,
  fire: (rule: Rule, time: number) => void,
): RuleTimers {
  const timers = new Map<string, () => void>();

  const clear = (name: string): void => {
    timers.get(name)?.();
    timers.delete(name);
  };

  const arm = (rule: Rule, after: number): void => {
    const time = rule.schedule?.(after, rule.created);
    timers.delete(rule.name);
    if (time === undefined) return;
    const due = (): void => {
      arm(rule, time);
      fire(rule, time);
    };
    timers.set(rule.name, clock.at(time, due));
  };

  return {
    set(rule) {
      clear(rule.name);
      if (rule.state !== 'DISABLED') arm(rule, clock.now());
    },
    clear,
    stop() {
      for (const name of timers.keys()) clear(name);
    },
  };
}
