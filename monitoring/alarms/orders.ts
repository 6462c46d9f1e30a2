import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

const FIVE_MINUTES = 300;

/** Paid orders wait to be shipped: nobody takes them, or not as fast as they come. */
export const orderQueueAge: AlarmDefinition = {
  id: 'order-queue-age',
  title: 'Orders wait to be shipped',
  severity: 'warning',
  category: 'service',
  group: 'orders',
  notices: 'Orders are taken, but the message that they were shipped is late.',
  promiseMinutes: 12,
  runbook: 'order-queue-age.md',
  provenBy: ['queue-delayed', 'poison-message', 'function-out-of-memory', 'function-timeout'],
  missingDataReason: 'SQS reports nothing of a queue that nobody has touched for six hours: no order waits there.',
  lowTraffic: {
    none: 'An empty queue has an age of 0.',
    one: 'One order that waits for more than five minutes raises it: to whom it belongs, it is the only one.',
    ten: 'The same as with one a minute: the oldest order counts, not how many wait.',
  },
  metrics: [
    {
      id: 'age',
      metric: metric('queueOldestMessageAge', { QueueName: { resource: 'orderQueue' } }),
      stat: 'Maximum',
      label: 'Age of the oldest order (s)',
    },
  ],
  period: 60,
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  threshold: FIVE_MINUTES,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
};

/**
 * An order that fulfilment gave up, or events that the outbox could not send on; they stay where they are until somebody deals
 * with them. A message is given up after three attempts, each hidden for 4½ minutes, and SQS may be fifteen minutes late with
 * the first figures of a queue that was idle ("Available CloudWatch metrics for Amazon SQS").
 */
export const orderDeadLetters: AlarmDefinition = {
  id: 'order-dead-letters',
  title: 'Orders given up',
  severity: 'warning',
  category: 'service',
  group: 'orders',
  notices: 'Somebody has paid for an order that will not be shipped unless a person sees to it.',
  promiseMinutes: 30,
  runbook: 'order-dead-letters.md',
  provenBy: ['poison-message'],
  missingDataReason: 'SQS reports nothing of a queue that is empty and idle; one that holds a message is reported.',
  lowTraffic: {
    none: 'Nothing can be given up where nothing is ordered.',
    one: 'A single order that is given up raises it.',
    ten: 'A single order that is given up raises it.',
  },
  metrics: [
    { id: 'given', expression: 'orders + events', label: 'Orders and events given up' },
    {
      id: 'orders',
      metric: metric('queueMessagesVisible', { QueueName: { resource: 'orderDeadLetterQueue' } }),
      stat: 'Maximum',
      returnData: false,
    },
    {
      id: 'events',
      metric: metric('queueMessagesVisible', { QueueName: { resource: 'outboxFailuresQueue' } }),
      stat: 'Maximum',
      returnData: false,
    },
  ],
  period: 60,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 1,
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  treatMissingData: 'notBreaching',
};

/** What happened in the table is not passed on: the outbox fails, or cannot keep up. */
export const streamAge: AlarmDefinition = {
  id: 'stream-age',
  title: 'Orders are not passed on',
  severity: 'warning',
  category: 'service',
  group: 'orders',
  notices: 'Orders are taken, but neither shipped nor counted.',
  promiseMinutes: 12,
  runbook: 'stream-age.md',
  provenBy: ['queue-unavailable'],
  missingDataReason:
    'Lambda reports an age with each batch, about once a minute while one fails; after the last, which catches up, nothing waits.',
  lowTraffic: {
    none: 'No batch, no age: it stays silent.',
    one: 'The first record that cannot be passed on keeps all later ones; its age raises it.',
    ten: 'The same as with one a minute: the age counts, not how many wait.',
  },
  metrics: [
    {
      id: 'age',
      metric: metric('streamIteratorAge', { FunctionName: { resource: 'function', id: 'outbox' } }),
      stat: 'Maximum',
      label: 'Age of the last record (ms)',
    },
  ],
  period: 60,
  evaluationPeriods: 5,
  datapointsToAlarm: 3,
  threshold: 1_000 * FIVE_MINUTES,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
};
