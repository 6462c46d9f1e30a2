import type { Operation } from '../../aws/aws-service.ts';
import { read } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';
import { taggedAlarm } from '../tagged-alarm.ts';

/** ListTagsForResource: an alarm's tags by key. */
export function listTagsForResource(state: Pick<ServiceState, 'alarms' | 'tags'>): Operation {
  return (input) => {
    const alarm = taggedAlarm(state, read(input).requiredString('ResourceARN'));
    return { Tags: Object.entries(state.tags.get(alarm.arn)).map(([Key, Value]) => ({ Key, Value })) };
  };
}
