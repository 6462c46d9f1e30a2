import type { StateValue } from '../../../monitoring/cloudwatch.ts';

/** The alarm that an AlarmRule names: its text there, and the alarm's name, which an ARN ends with. */
export type AlarmReference = { readonly text: string; readonly name: string };

/** How many of its alarms an AT_LEAST needs: a number, or that share of them rounded up. */
export type AtLeastThreshold =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'percentage'; readonly percentage: number };

/** An AlarmRule as a tree. */
export type AlarmRule =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'state'; readonly state: StateValue; readonly alarm: AlarmReference }
  | {
      readonly kind: 'atLeast';
      readonly threshold: AtLeastThreshold;
      readonly state: StateValue;
      /** Set for `NOT ALARM` and the like: the alarms in any other state count. */
      readonly negated: boolean;
      readonly alarms: readonly AlarmReference[];
    }
  | { readonly kind: 'not'; readonly operand: AlarmRule }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly AlarmRule[] };

const ALARM_ARN = /^arn:aws[a-z-]*:cloudwatch:[^:]*:[^:]*:alarm:(.+)$/;

/** Reads a name or an ARN. */
export function alarmReference(text: string): AlarmReference {
  return { text, name: ALARM_ARN.exec(text)?.[1] ?? text };
}

/** Every alarm that a rule names, once, in the order of first mention. */
export function referredAlarms(rule: AlarmRule): readonly AlarmReference[] {
  const found = new Map<string, AlarmReference>();
  for (const alarm of mentions(rule)) if (!found.has(alarm.name)) found.set(alarm.name, alarm);
  return [...found.values()];
}

function mentions(rule: AlarmRule): readonly AlarmReference[] {
  switch (rule.kind) {
    case 'constant':
      return [];
    case 'state':
      return [rule.alarm];
    case 'atLeast':
      return rule.alarms;
    case 'not':
      return mentions(rule.operand);
    case 'and':
    case 'or':
      return rule.operands.flatMap(mentions);
    default:
      return rule satisfies never;
  }
}
