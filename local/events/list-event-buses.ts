import type { Operation } from '../aws/aws-service.ts';
import { defaultBus } from './default-bus.ts';
import { eventsMembers } from './events-errors.ts';

/** ListEventBuses: the default one. */
export const listEventBuses: Operation = (input, context) => {
  const prefix = eventsMembers(input).string('NamePrefix') ?? '';
  return { EventBuses: 'default'.startsWith(prefix) ? [defaultBus(context)] : [] };
};
