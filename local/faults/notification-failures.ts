import { MAIL_TOPICS, SEVERITIES } from '../../monitoring/resources.ts';
import type { FaultDefinition } from './fault-definition.ts';
import { RATE, type Rated } from './rate.ts';
import { oneOrMoreOf } from './scope.ts';

export type NotificationFailures = Rated & {
  /** Topics by the last part of their names; all unless given. */
  readonly topics?: readonly string[];
  /** How those are subscribed who are not reached. */
  readonly protocols: readonly string[];
};

/** SNS does not get its messages to subscribers; to those by e-mail, unless told otherwise. */
export const notificationFailures: FaultDefinition<NotificationFailures> = {
  name: 'notification-failures',
  description: 'SNS cannot deliver its mails: shoppers notice nothing, but operators are not told of what is wrong.',
  defaults: { rate: 1, protocols: ['email'] },
  members: {
    rate: RATE,
    topics: oneOrMoreOf('topics', [...SEVERITIES, ...MAIL_TOPICS]),
    protocols: oneOrMoreOf('protocols', ['email', 'lambda', 'sqs']),
  },
};
