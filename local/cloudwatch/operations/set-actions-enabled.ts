import type { Operation } from '../../aws/aws-service.ts';
import { validationError } from '../errors.ts';
import { read } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';

const MAX_NAMES = 100;

/** EnableAlarmActions and DisableAlarmActions; names without an alarm are passed over. */
export function setActionsEnabled(
  { alarms, engine }: Pick<ServiceState, 'alarms' | 'engine'>,
  enabled: boolean,
): Operation {
  return (input, { now }) => {
    const members = read(input);
    members.requiredList('AlarmNames');
    const names = members.strings('AlarmNames') ?? [];
    if (names.length > MAX_NAMES)
      throw validationError(`The collection AlarmNames must not have a size greater than ${MAX_NAMES}.`);
    for (const name of names) {
      const alarm = alarms.get(name);
      if (alarm !== undefined) engine.setActionsEnabled(alarm, enabled, now);
    }
    return {};
  };
}
