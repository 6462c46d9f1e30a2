import type { Members } from '../aws/members.ts';
import { type EventSourceMapping, uuidOf } from './event-source-mapping.ts';
import { resourceNotFound } from './lambda-errors.ts';

/** The mapping that the member `UUID` names. */
export async function findEventSourceMapping(
  mappings: () => Promise<readonly EventSourceMapping[]>,
  members: Members,
): Promise<EventSourceMapping> {
  const uuid = members.requiredString('UUID');
  const found = (await mappings()).find((mapping) => uuidOf(mapping) === uuid);
  if (found === undefined) throw resourceNotFound('The resource you requested does not exist.');
  return found;
}
