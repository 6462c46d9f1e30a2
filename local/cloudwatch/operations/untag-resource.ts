import type { Operation } from '../../aws/aws-service.ts';
import { read } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';
import { type TaggedState, taggedResource } from '../tagged-resource.ts';

/** UntagResource: removes tags by key. */
export function untagResource(state: TaggedState & Pick<ServiceState, 'tags'>): Operation {
  return (input) => {
    const members = read(input);
    const arn = taggedResource(state, members.requiredString('ResourceARN'));
    members.requiredList('TagKeys');
    state.tags.remove(arn, members.strings('TagKeys') ?? []);
    return {};
  };
}
