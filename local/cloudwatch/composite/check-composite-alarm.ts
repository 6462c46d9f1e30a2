import type { AlarmStore } from '../alarms/alarm-store.ts';
import { validationError } from '../errors.ts';
import type { AlarmReference } from './alarm-rule.ts';
import type { CompositeDefinition } from './composite-definition.ts';

const MAX_PARENTS = 150;

/**
 * Refuses a composite alarm that does not fit those there are: with an unknown child or suppressor, itself as either, a
 * child with 150 parents already, or a metric alarm's name. A cycle through others is allowed.
 */
export function checkCompositeAlarm(
  { name, children, suppressor }: CompositeDefinition,
  { get, relations }: Pick<AlarmStore, 'get' | 'relations'>,
  arnOf: (name: string) => string,
): void {
  if (get(name)?.kind === 'metric') throw validationError(`A metric alarm with the name ${name} already exists.`);
  const isItself = (alarm: AlarmReference): boolean => alarm.text === name || alarm.text === arnOf(name);
  if (children.some(isItself)) {
    throw validationError(
      'A composite alarm cannot have a child relation with itself via its AlarmRule, as it would introduce a circular dependency',
    );
  }
  const isUnknown = ({ name, text }: AlarmReference): boolean =>
    get(name) === undefined || (text !== name && text !== arnOf(name));
  const arns = children.filter(isUnknown).map(({ name, text }) => (text === name ? arnOf(name) : text));
  if (arns.length > 0) {
    throw validationError(
      `Could not save the composite alarm as alarms [${arns.join(', ')}] in the alarm rule do not exist`,
    );
  }
  if (suppressor !== undefined && isItself(suppressor.alarm)) {
    throw validationError('A composite alarm cannot be its own ActionsSuppressor');
  }
  if (suppressor !== undefined && isUnknown(suppressor.alarm)) {
    throw validationError(
      `Could not save the composite alarm as its ActionsSuppressor ${suppressor.alarm.text} does not exist`,
    );
  }
  const full = children.find((child) => isFull(relations.parentsOf(child.name), name));
  if (full !== undefined) {
    throw validationError(`The alarm ${full.name} is in the rules of ${MAX_PARENTS} composite alarms already.`);
  }
}

function isFull(parents: ReadonlySet<string>, name: string): boolean {
  return !parents.has(name) && parents.size >= MAX_PARENTS;
}
