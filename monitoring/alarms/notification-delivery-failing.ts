import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

/**
 * Somebody was to be told of an incident and was not: a mail could not be delivered, a channel did not take what it was told
 * (the function dispatch fails from the third attempt on), the function that makes incidents fails, or incidents were given up.
 * That function may not even be invoked, as Lambda turns it away or its event source mapping is disabled: what waits for it is
 * taken within seconds otherwise, or, if it could not be kept at first, three minutes later.
 */
export const notificationDeliveryFailing: AlarmDefinition = {
  id: 'notification-delivery-failing',
  title: 'Notification delivery failing',
  severity: 'critical',
  category: 'telemetry',
  group: 'notification',
  notices: 'Nothing by itself; but whoever should mend what else they notice may not know of it.',
  promiseMinutes: 8,
  runbook: 'notification-delivery-failing.md',
  provenBy: [
    'dynamodb-errors',
    'dynamodb-operation-errors',
    'function-crash',
    'notification-failures',
    'channel-failures',
  ],
  missingDataReason: 'SNS only reports deliveries that failed, and SQS nothing of an empty queue that is idle.',
  lowTraffic: {
    none: 'It counts notifications, not requests: the first that fails, or waits for four minutes, raises it.',
    one: 'It counts notifications, not requests: the first that fails, or waits for four minutes, raises it.',
    ten: 'It counts notifications, not requests: the first that fails, or waits for four minutes, raises it.',
  },
  metrics: [
    {
      id: 'failed',
      expression: 'first + next + untaken + untold + dead + (waiting >= 240)',
      label: 'Notifications not delivered',
    },
    {
      id: 'first',
      metric: metric('notificationsFailed', { TopicName: { resource: 'topic', id: 'mail' } }),
      stat: 'Sum',
      returnData: false,
    },
    {
      id: 'next',
      metric: metric('notificationsFailed', { TopicName: { resource: 'topic', id: 'mail-next' } }),
      stat: 'Sum',
      returnData: false,
    },
    {
      id: 'untaken',
      metric: metric('functionErrors', { FunctionName: { resource: 'function', id: 'incidents' } }),
      stat: 'Sum',
      returnData: false,
    },
    {
      id: 'untold',
      metric: metric('functionErrors', { FunctionName: { resource: 'function', id: 'dispatch' } }),
      stat: 'Sum',
      returnData: false,
    },
    {
      id: 'waiting',
      metric: metric('queueOldestMessageAge', { QueueName: { resource: 'incidentQueue' } }),
      stat: 'Maximum',
      returnData: false,
    },
    {
      id: 'dead',
      metric: metric('queueMessagesVisible', { QueueName: { resource: 'incidentDeadLetterQueue' } }),
      stat: 'Maximum',
      returnData: false,
    },
  ],
  period: 60,
  evaluationPeriods: 5,
  datapointsToAlarm: 1,
  threshold: 1,
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  treatMissingData: 'notBreaching',
};
