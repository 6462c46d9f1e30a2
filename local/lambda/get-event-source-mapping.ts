import type { Operation } from '../aws/aws-service.ts';
import { type EventSourceMapping, eventSourceMappingConfiguration } from './event-source-mapping.ts';
import { findEventSourceMapping } from './find-event-source-mapping.ts';
import { lambdaMembers } from './lambda-errors.ts';

/** API reference "GetEventSourceMapping". */
export const getEventSourceMapping =
  (mappings: () => Promise<readonly EventSourceMapping[]>): Operation =>
  async (input) =>
    eventSourceMappingConfiguration(await findEventSourceMapping(mappings, lambdaMembers(input, ['UUID'])));
