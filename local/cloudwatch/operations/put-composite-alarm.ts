import type { Operation } from '../../aws/aws-service.ts';
import { read } from '../read-input.ts';
import { readTags } from '../read-tags.ts';
import type { ServiceState } from '../service-state.ts';

/** PutCompositeAlarm: makes an alarm or replaces its configuration; tags count only when it is made. */
export function putCompositeAlarm({
  engine,
  unit,
  alarms,
  tags,
}: Pick<ServiceState, 'engine' | 'unit' | 'alarms' | 'tags'>): Operation {
  return ({ Tags, ...input }, { now }) => {
    const given = readTags(read({ Tags }));
    const isNew = typeof input.AlarmName !== 'string' || alarms.get(input.AlarmName) === undefined;
    unit.run(() => {
      const alarm = engine.putCompositeAlarm(input, now);
      if (isNew) tags.add(alarm.arn, given);
    });
    return {};
  };
}
