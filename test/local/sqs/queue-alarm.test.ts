import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { createClock } from '../../../local/clock.ts';
import { createCloudWatch } from '../../../local/cloudwatch/create-cloudwatch.ts';
import { openQueues } from '../../../local/sqs/queues.ts';

const MINUTE = 60_000;
const place = { region: 'us-east-1', accountId: '000000000000' };

test('an alarm on the depth of a queue is raised at the end of the minute in which the messages came', async () => {
  const clock = createClock({ mode: 'simulated', speed: 1, start: Date.UTC(2026, 0, 15) });
  const store = new DatabaseSync(':memory:');
  const told: string[] = [];
  const cloudWatch = createCloudWatch({ clock, store, publish: (topic) => () => void told.push(topic), ...place });
  const queues = openQueues({ clock, store, record: cloudWatch.record, randomId: () => crypto.randomUUID(), ...place });
  cloudWatch.startEvaluation();
  await cloudWatch.service.operations.PutMetricAlarm?.(
    {
      ...{ AlarmName: 'depth', Namespace: 'AWS/SQS', MetricName: 'ApproximateNumberOfMessagesVisible' },
      Dimensions: [{ Name: 'QueueName', Value: 'orders' }],
      ...{ Statistic: 'Maximum', Period: 60, EvaluationPeriods: 1, Threshold: 0 },
      ...{ ComparisonOperator: 'GreaterThanThreshold', AlarmActions: ['arn:aws:sns:us-east-1:000000000000:critical'] },
    },
    { now: clock.now(), ...place },
  );
  queues.create('orders').send({ body: 'a' });
  await clock.advance(MINUTE);
  expect(told).toEqual(['arn:aws:sns:us-east-1:000000000000:critical']);
  clock.stop();
  queues.stop();
  cloudWatch.stop();
});
