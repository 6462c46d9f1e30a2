import type { MailTopic, Severity } from '../resources.ts';
import type { AlarmFacts } from './alarm-definition.ts';
import type { AlarmRule, CompositeDefinition } from './composite-definition.ts';
import { COMPOSITES } from './composites.ts';

/** Ids of the alarms that a rule names, each once, in the order in which it names them. */
export function namedAlarms(rule: AlarmRule): readonly string[] {
  if (typeof rule === 'string') return [rule];
  if ('not' in rule) return [rule.not];
  const operands = 'any' in rule ? rule.any : rule.all;
  return [...new Set(operands.flatMap(namedAlarms))];
}

/** Whether an alarm that is raised is part of what fulfils a rule. */
function isAskedFor(rule: AlarmRule, id: string): boolean {
  if (typeof rule === 'string') return rule === id;
  if ('not' in rule) return false;
  return ('any' in rule ? rule.any : rule.all).some((each) => isAskedFor(each, id));
}

/**
 * Whether an alarm tells its topic of its states; one that a composite tells of leaves that to the composite, and one that only
 * silences others has nothing to tell.
 */
export function isActing(id: string, composites: readonly CompositeDefinition[] = COMPOSITES): boolean {
  const telling = composites.filter(({ tells = true }) => tells);
  const isSilent = composites.some((composite) => composite.id === id && !telling.includes(composite));
  return !isSilent && !telling.some(({ rule }) => isAskedFor(rule, id));
}

/** Last parts of the names of the topics that are told when an alarm is raised, and when it is over. */
export type AlarmTopics = { readonly alarm: readonly (Severity | MailTopic)[]; readonly ok: readonly Severity[] };

/**
 * Whom an acting alarm tells: its severity's topic, from which messages go the way of every incident. One on that way itself is
 * mailed directly, too, when it is raised; that it is over is told by the incident alone, as that knows who was told of it.
 */
export function topicsOf({ group, severity }: Pick<AlarmFacts, 'group' | 'severity'>): AlarmTopics {
  return { alarm: group === 'notification' ? [severity, 'mail'] : [severity], ok: [severity] };
}
