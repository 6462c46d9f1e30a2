import type { Operation } from '../../aws/aws-service.ts';
import { read } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';

/** EnableAlarmActions and DisableAlarmActions; names without an alarm are passed over. */
export function setActionsEnabled(
  { alarms, engine }: Pick<ServiceState, 'alarms' | 'engine'>,
  enabled: boolean,
): Operation {
  return (input, { now }) => {
    const members = read(input);
    members.requiredList('AlarmNames');
    for (const name of members.strings('AlarmNames') ?? []) {
      const alarm = alarms.get(name);
      if (alarm?.kind === 'metric') engine.setActionsEnabled(alarm, enabled, now);
    }
    return {};
  };
}
