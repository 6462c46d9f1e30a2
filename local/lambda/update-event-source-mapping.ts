import type { Operation } from '../aws/aws-service.ts';
import { type EventSourceMapping, eventSourceMappingConfiguration } from './event-source-mapping.ts';
import { findEventSourceMapping } from './find-event-source-mapping.ts';
import { lambdaMembers } from './lambda-errors.ts';

/** API reference "UpdateEventSourceMapping", of which this serves whether it is enabled; on AWS that takes some seconds. */
export const updateEventSourceMapping =
  (mappings: () => Promise<readonly EventSourceMapping[]>): Operation =>
  async (input) => {
    const members = lambdaMembers(input, ['UUID', 'Enabled']);
    const mapping = await findEventSourceMapping(mappings, members);
    const enabled = members.boolean('Enabled');
    if (enabled !== undefined) mapping.enabling.set(enabled);
    return eventSourceMappingConfiguration(mapping);
  };
