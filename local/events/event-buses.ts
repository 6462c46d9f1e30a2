import type { Operation } from '../aws/aws-service.ts';
import { checkEventBus, eventsMembers } from './events-errors.ts';

/** ListEventBuses: the default one. */
export const listEventBuses: Operation = (input, context) => {
  const prefix = eventsMembers(input).string('NamePrefix') ?? '';
  return { EventBuses: 'default'.startsWith(prefix) ? [defaultBus(context)] : [] };
};

/** DescribeEventBus. */
export const describeEventBus: Operation = (input, context) => {
  checkEventBus(eventsMembers(input), 'Name');
  return defaultBus(context);
};

function defaultBus({ region, accountId }: { readonly region: string; readonly accountId: string }) {
  return { Name: 'default', Arn: `arn:aws:events:${region}:${accountId}:event-bus/default` };
}
