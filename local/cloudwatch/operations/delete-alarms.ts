import type { Operation } from '../../aws/aws-service.ts';
import { alarmNotFound, validationError } from '../errors.ts';
import { read } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';

const MAX_NAMES = 100;

/** DeleteAlarms: all of them, or none when one does not exist. */
export function deleteAlarms({ alarms, engine, tags }: Pick<ServiceState, 'alarms' | 'engine' | 'tags'>): Operation {
  return (input, { now }) => {
    const members = read(input);
    members.requiredList('AlarmNames');
    const names = members.strings('AlarmNames') ?? [];
    if (names.length > MAX_NAMES)
      throw validationError(`The collection AlarmNames must not have a size greater than ${MAX_NAMES}.`);
    const found = [...new Set(names)].map((name) => {
      const alarm = alarms.get(name);
      return alarm?.kind === 'metric' ? alarm : fail();
    });
    for (const alarm of found) {
      engine.delete(alarm, now);
      tags.clear(alarm.arn);
    }
    return {};
  };
}

function fail(): never {
  throw alarmNotFound();
}
