import { describe, expect, inject, it } from 'vitest';
import { TABLE } from '../../functions/lib/table.ts';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { ofType, theOne } from './select.ts';

const plan = inject('production');
const queue = (id: string) => theOne(plan, 'sqs/queue:Queue', `smallcart-production-${id}`);
const arnOf = (service: string, name: string) => `arn:aws:${service}:us-east-1:123456789012:${name}`;

describe('the table', () => {
  const table = theOne(plan, 'dynamodb/table:Table');

  it('has the key schema and the indexes of its definition', () => {
    const indexes = TABLE.indexes.map(({ name, partitionKey, sortKey }) => ({
      name,
      hashKey: partitionKey,
      rangeKey: sortKey,
      projectionType: 'ALL',
    }));
    expect(table).toMatchObject({
      hashKey: TABLE.partitionKey,
      rangeKey: TABLE.sortKey,
      globalSecondaryIndexes: indexes,
    });
  });

  it('has the stream, the time to live, the billing and the recovery of its definition', () => {
    expect(table).toMatchObject({
      streamEnabled: true,
      streamViewType: TABLE.streamViewType,
      ttl: { enabled: true, attributeName: TABLE.timeToLiveAttribute },
      billingMode: TABLE.billingMode,
      pointInTimeRecovery: { enabled: TABLE.pointInTimeRecovery },
    });
  });
});

describe('the outbox', () => {
  const { source } = FUNCTIONS.outbox;
  const [mapping] = ofType(plan, 'lambda/eventSourceMapping:EventSourceMapping').filter(({ inputs }) =>
    String(inputs.functionName).endsWith('-outbox'),
  );

  it('reads the table’s stream from its beginning, as the manifest says', () => {
    if (source?.type !== 'stream') throw new Error('outbox must read the stream');
    expect(mapping?.inputs).toMatchObject({
      eventSourceArn: expect.stringContaining(':table/smallcart-production-shop/stream/'),
      startingPosition: 'TRIM_HORIZON',
      batchSize: source.batchSize,
      maximumRetryAttempts: source.maximumRetryAttempts,
      filterCriteria: { filters: [{ pattern: JSON.stringify(source.filter) }] },
    });
  });

  it('isolates a bad record and puts what it gives up where it is not lost', () => {
    expect(mapping?.inputs).toMatchObject({
      bisectBatchOnFunctionError: true,
      functionResponseTypes: ['ReportBatchItemFailures'],
      destinationConfig: { onFailure: { destinationArn: arnOf('sqs', 'smallcart-production-outbox-failures') } },
    });
  });
});

describe('the order queue', () => {
  const { source, timeout } = FUNCTIONS.fulfilment;

  it('hands an order to the dead-letter queue after the manifest’s number of receptions', () => {
    if (source?.type !== 'queue') throw new Error('fulfilment must read the queue');
    expect(JSON.parse(String(queue('orders').redrivePolicy))).toEqual({
      deadLetterTargetArn: arnOf('sqs', 'smallcart-production-orders-dead'),
      maxReceiveCount: source.maxReceiveCount,
    });
    expect(JSON.parse(String(theOne(plan, 'sqs/redriveAllowPolicy:RedriveAllowPolicy').redriveAllowPolicy))).toEqual({
      redrivePermission: 'byQueue',
      sourceQueueArns: [arnOf('sqs', 'smallcart-production-orders')],
    });
  });

  it('hides an order for six times as long as fulfilment may take', () => {
    expect(queue('orders').visibilityTimeoutSeconds).toBe(6 * timeout);
  });

  it('is read by fulfilment, which reports single failures', () => {
    const mapping = ofType(plan, 'lambda/eventSourceMapping:EventSourceMapping').find(({ inputs }) =>
      String(inputs.functionName).endsWith('-fulfilment'),
    );
    expect(mapping?.inputs).toMatchObject({
      eventSourceArn: arnOf('sqs', 'smallcart-production-orders'),
      functionResponseTypes: ['ReportBatchItemFailures'],
    });
  });
});

it('encrypts every queue and keeps dead letters for two weeks', () => {
  for (const id of ['orders', 'orders-dead', 'outbox-failures'])
    expect(queue(id), id).toMatchObject({ sqsManagedSseEnabled: true, messageRetentionSeconds: 1_209_600 });
});

it('runs the probe on the manifest’s schedule, with the time at which it was due, and never late', () => {
  const { source } = FUNCTIONS.probe;
  if (source?.type !== 'schedule') throw new Error('probe must follow a schedule');
  const { scheduleExpression, target, state } = theOne(plan, 'scheduler/schedule:Schedule');
  expect({ scheduleExpression, state }).toEqual({ scheduleExpression: source.rate, state: 'ENABLED' });
  const { arn, input, retryPolicy } = target as { arn: string; input: string; retryPolicy: object };
  expect(arn).toBe(arnOf('lambda', 'function:smallcart-production-probe'));
  expect(JSON.parse(input)).toMatchObject({ time: '<aws.scheduler.scheduled-time>' });
  expect(retryPolicy).toEqual({ maximumRetryAttempts: 0 });
});
