import type { Operation } from '../../aws/aws-service.ts';
import { read } from '../read-input.ts';
import { readTags } from '../read-tags.ts';
import type { ServiceState } from '../service-state.ts';
import { taggedAlarm } from '../tagged-alarm.ts';

/** TagResource: adds tags to an alarm or overwrites their values. */
export function tagResource(state: Pick<ServiceState, 'alarms' | 'tags'>): Operation {
  return (input) => {
    const members = read(input);
    const alarm = taggedAlarm(state, members.requiredString('ResourceARN'));
    members.requiredList('Tags');
    state.tags.add(alarm.arn, readTags(members));
    return {};
  };
}
