import type { Operation } from '../../aws/aws-service.ts';
import { read } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';
import { type TaggedState, taggedResource } from '../tagged-resource.ts';

/** ListTagsForResource: the tags of an alarm, a mute rule or a dashboard by key. */
export function listTagsForResource(state: TaggedState & Pick<ServiceState, 'tags'>): Operation {
  return (input) => {
    const arn = taggedResource(state, read(input).requiredString('ResourceARN'));
    return { Tags: Object.entries(state.tags.get(arn)).map(([Key, Value]) => ({ Key, Value })) };
  };
}
