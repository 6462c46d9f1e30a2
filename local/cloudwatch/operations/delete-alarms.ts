import type { Operation } from '../../aws/aws-service.ts';
import type { Alarm } from '../alarms/alarm.ts';
import { alarmNotFound, validationError } from '../errors.ts';
import { read } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';

const MAX_NAMES = 100;

/**
 * DeleteAlarms: those of the names that there are, at most one composite alarm among them; none when a composite alarm that
 * stays depends on one by its rule. ResourceNotFound when there is none of the names, which the API reference leaves open;
 * so it does a suppressor, which may be deleted here and is then out of ALARM.
 */
export function deleteAlarms(state: Pick<ServiceState, 'alarms' | 'engine' | 'unit' | 'tags'>): Operation {
  const { alarms, engine, unit, tags } = state;
  return (input, { now }) => {
    const members = read(input);
    members.requiredList('AlarmNames');
    const names = new Set(members.strings('AlarmNames'));
    if (names.size > MAX_NAMES)
      throw validationError(`The collection AlarmNames must not have a size greater than ${MAX_NAMES}.`);
    const found = [...names].flatMap((name) => alarms.get(name) ?? []);
    if (found.length === 0) throw alarmNotFound();
    if (found.filter(({ kind }) => kind === 'composite').length > 1)
      throw validationError('AlarmNames must not contain more than one composite alarm.');
    checkDependencies(state, found, names);
    unit.run(() => {
      engine.delete(found, now);
      for (const { arn } of found) tags.clear(arn);
    });
    return {};
  };
}

function checkDependencies(
  { alarms }: Pick<ServiceState, 'alarms'>,
  doomed: readonly Alarm[],
  names: ReadonlySet<string>,
): void {
  const needed = doomed.filter(({ name }) =>
    [...alarms.relations.parentsOf(name)].some((parent) => !names.has(parent)),
  );
  if (needed.length === 0) return;
  const list = needed.map(({ name }) => name).join(', ');
  const them = needed.length === 1 ? 'it' : 'them';
  throw validationError(`Cannot delete ${list} as there are composite alarm(s) depending on ${them}.`);
}
