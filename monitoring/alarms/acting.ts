import type { MailTopic, Severity } from '../resources.ts';
import type { AlarmFacts } from './alarm-definition.ts';
import type { AlarmRule, CompositeDefinition } from './composite-definition.ts';
import { COMPOSITES } from './composites.ts';

/** Ids of the alarms that a rule names, each once, in the order in which it names them. */
export function namedAlarms(rule: AlarmRule): readonly string[] {
  if (typeof rule === 'string') return [rule];
  const operands = 'any' in rule ? rule.any : rule.all;
  return [...new Set(operands.flatMap(namedAlarms))];
}

/** Whether an alarm tells its topic of its states; one that a composite names leaves that to the composite. */
export function isActing(id: string, composites: readonly CompositeDefinition[] = COMPOSITES): boolean {
  return !composites.some(({ rule }) => namedAlarms(rule).includes(id));
}

/**
 * Last part of the name of the topic that an acting alarm tells: its severity's, from which messages go the way of every
 * incident. An alarm on that way itself is mailed directly.
 */
export function topicOf({ group, severity }: Pick<AlarmFacts, 'group' | 'severity'>): Severity | MailTopic {
  return group === 'notification' ? 'mail' : severity;
}
