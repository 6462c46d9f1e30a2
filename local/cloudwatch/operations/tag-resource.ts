import type { Operation } from '../../aws/aws-service.ts';
import { read } from '../read-input.ts';
import { readTags } from '../read-tags.ts';
import type { ServiceState } from '../service-state.ts';
import { type TaggedState, taggedResource } from '../tagged-resource.ts';

/** TagResource: adds tags to an alarm, a mute rule or a dashboard, or overwrites their values. */
export function tagResource(state: TaggedState & Pick<ServiceState, 'tags'>): Operation {
  return (input) => {
    const members = read(input);
    const arn = taggedResource(state, members.requiredString('ResourceARN'));
    members.requiredList('Tags');
    state.tags.add(arn, readTags(members));
    return {};
  };
}
