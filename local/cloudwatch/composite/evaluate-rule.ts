import type { StateValue } from '../../../monitoring/cloudwatch.ts';
import type { AlarmRule, AtLeastThreshold } from './alarm-rule.ts';

/** Whether a rule is true while its alarms are in the states that `stateOf` tells by name; an alarm without one is in none. */
export function evaluateRule(rule: AlarmRule, stateOf: (alarmName: string) => StateValue | undefined): boolean {
  switch (rule.kind) {
    case 'constant':
      return rule.value;
    case 'state':
      return stateOf(rule.alarm.name) === rule.state;
    case 'atLeast': {
      const states = rule.alarms.map(({ name }) => stateOf(name));
      const met = states.filter((state) => state !== undefined && (state === rule.state) !== rule.negated);
      return met.length >= required(rule.threshold, rule.alarms.length);
    }
    case 'not':
      return !evaluateRule(rule.operand, stateOf);
    case 'and':
      return rule.operands.every((operand) => evaluateRule(operand, stateOf));
    case 'or':
      return rule.operands.some((operand) => evaluateRule(operand, stateOf));
    default:
      return rule satisfies never;
  }
}

function required(threshold: AtLeastThreshold, alarms: number): number {
  return threshold.kind === 'count' ? threshold.count : Math.ceil((threshold.percentage * alarms) / 100);
}
