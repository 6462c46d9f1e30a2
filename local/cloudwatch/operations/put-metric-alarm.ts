import type { Operation } from '../../aws/aws-service.ts';
import { read } from '../read-input.ts';
import { readTags } from '../read-tags.ts';
import type { ServiceState } from '../service-state.ts';

/** PutMetricAlarm: makes an alarm or replaces its configuration; tags count only when it is made. */
export function putMetricAlarm({ engine, alarms, tags }: Pick<ServiceState, 'engine' | 'alarms' | 'tags'>): Operation {
  return ({ Tags, ...input }, { now }) => {
    const given = readTags(read({ Tags }));
    const isNew = typeof input.AlarmName !== 'string' || alarms.get(input.AlarmName) === undefined;
    const alarm = engine.putMetricAlarm(input, now);
    if (isNew) tags.add(alarm.arn, given);
    return {};
  };
}
