import type { Operation } from '../aws/aws-service.ts';
import { defaultBus } from './default-bus.ts';
import { checkEventBus, eventsMembers } from './events-errors.ts';

/** DescribeEventBus. */
export const describeEventBus: Operation = (input, context) => {
  checkEventBus(eventsMembers(input), 'Name');
  return defaultBus(context);
};
