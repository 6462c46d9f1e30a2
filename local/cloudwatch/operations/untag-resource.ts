import type { Operation } from '../../aws/aws-service.ts';
import { read } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';
import { taggedAlarm } from '../tagged-alarm.ts';

/** UntagResource: removes tags by key. */
export function untagResource(state: Pick<ServiceState, 'alarms' | 'tags'>): Operation {
  return (input) => {
    const members = read(input);
    const alarm = taggedAlarm(state, members.requiredString('ResourceARN'));
    members.requiredList('TagKeys');
    state.tags.remove(alarm.arn, members.strings('TagKeys') ?? []);
    return {};
  };
}
