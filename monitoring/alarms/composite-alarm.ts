import { physicalName } from '../physical-name.ts';
import { alarmDescription } from './alarm-description.ts';
import type { AlarmRule, CompositeDefinition } from './composite-definition.ts';

/** PutCompositeAlarm's request in camelCase, for one stage; its actions are left out. */
export type CompositeAlarm = {
  readonly alarmName: string;
  readonly alarmDescription: string;
  readonly actionsEnabled: true;
  readonly alarmRule: string;
  readonly actionsSuppressor?: string;
  readonly actionsSuppressorWaitPeriod?: number;
  readonly actionsSuppressorExtensionPeriod?: number;
};

function joined(operands: readonly AlarmRule[], operator: 'OR' | 'AND', stage: string): string {
  const texts = operands.map((operand) => {
    const text = ruleText(operand, stage);
    return typeof operand === 'string' ? text : `(${text})`;
  });
  return texts.join(` ${operator} `);
}

/** A rule as AlarmRule has it: `ALARM("smallcart-<stage>-<id>")`, joined by OR and AND, with NOT before what must not be. */
export function ruleText(rule: AlarmRule, stage: string): string {
  if (typeof rule === 'string') return `ALARM("${physicalName(stage, rule)}")`;
  if ('not' in rule) return `NOT ${ruleText(rule.not, stage)}`;
  return 'any' in rule ? joined(rule.any, 'OR', stage) : joined(rule.all, 'AND', stage);
}

function suppressorMembers({ suppressor }: CompositeDefinition, stage: string) {
  if (suppressor === undefined) return {};
  return {
    actionsSuppressor: physicalName(stage, suppressor.id),
    actionsSuppressorWaitPeriod: suppressor.waitPeriod,
    actionsSuppressorExtensionPeriod: suppressor.extensionPeriod,
  };
}

/** A composite's definition as PutCompositeAlarm wants it, for one stage. */
export function compositeAlarm(composite: CompositeDefinition, { stage }: { readonly stage: string }): CompositeAlarm {
  return {
    alarmName: physicalName(stage, composite.id),
    alarmDescription: alarmDescription(composite),
    actionsEnabled: true,
    alarmRule: ruleText(composite.rule, stage),
    ...suppressorMembers(composite, stage),
  };
}
