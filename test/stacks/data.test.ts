import { describe, expect, inject, it } from 'vitest';
import { TABLE } from '../../functions/lib/table.ts';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { FUNCTION_IDS, type FunctionId } from '../../monitoring/resources.ts';
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

  it('has the stream, the time to live, the billing and the recovery of its definition, for as long as can be', () => {
    expect(table).toMatchObject({
      streamEnabled: true,
      streamViewType: TABLE.streamViewType,
      ttl: { enabled: true, attributeName: TABLE.timeToLiveAttribute },
      billingMode: TABLE.billingMode,
      pointInTimeRecovery: { enabled: TABLE.pointInTimeRecovery, recoveryPeriodInDays: 35 },
    });
  });
});

describe('the outbox', () => {
  const { source } = FUNCTIONS.outbox;
  const [mapping] = ofType(plan, 'lambda/eventSourceMapping:EventSourceMapping').filter(({ inputs }) =>
    String(inputs.functionName).endsWith('-outbox:live'),
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

describe.each<[string, FunctionId]>([
  ['orders', 'fulfilment'],
  ['incidents', 'incidents'],
])('the queue of %s', (id, reader) => {
  const { source, timeout } = FUNCTIONS[reader];
  if (source === undefined || !('maxReceiveCount' in source)) throw new Error(`${reader} must read a queue`);

  it('hands a message to its dead-letter queue after the manifest’s number of receptions', () => {
    expect(JSON.parse(String(queue(id).redrivePolicy))).toEqual({
      deadLetterTargetArn: arnOf('sqs', `smallcart-production-${id}-dead`),
      maxReceiveCount: source.maxReceiveCount,
    });
  });

  it('has a dead-letter queue that takes from it alone', () => {
    const allowed = ofType(plan, 'sqs/redriveAllowPolicy:RedriveAllowPolicy').filter(({ inputs }) =>
      String(inputs.queueUrl).endsWith(`/smallcart-production-${id}-dead`),
    );
    expect(allowed.map(({ inputs }) => JSON.parse(String(inputs.redriveAllowPolicy)))).toEqual([
      { redrivePermission: 'byQueue', sourceQueueArns: [arnOf('sqs', `smallcart-production-${id}`)] },
    ]);
  });

  it('hides a message for six times as long as its function may take', () => {
    expect(queue(id).visibilityTimeoutSeconds).toBe(6 * timeout);
  });

  it(`is read by ${reader}, which reports single failures`, () => {
    const mapping = ofType(plan, 'lambda/eventSourceMapping:EventSourceMapping').find(({ inputs }) =>
      String(inputs.functionName).endsWith(`-${reader}:live`),
    );
    expect(mapping?.inputs).toMatchObject({
      eventSourceArn: arnOf('sqs', `smallcart-production-${id}`),
      batchSize: source.batchSize,
      functionResponseTypes: ['ReportBatchItemFailures'],
    });
  });
});

it('keeps in the queue of incidents what alarms said through an outage of half a day', () => {
  const { visibilityTimeoutSeconds, redrivePolicy, messageRetentionSeconds } = queue('incidents');
  const tried = Number(visibilityTimeoutSeconds) * JSON.parse(String(redrivePolicy)).maxReceiveCount;
  expect(tried).toBeGreaterThan(12 * 3_600);
  expect(tried).toBeLessThan(Number(messageRetentionSeconds));
});

it('encrypts every queue and keeps dead letters for two weeks', () => {
  const queues = ofType(plan, 'sqs/queue:Queue');
  expect(queues).toHaveLength(5);
  for (const { inputs } of queues)
    expect(inputs, String(inputs.name)).toMatchObject({
      sqsManagedSseEnabled: true,
      messageRetentionSeconds: 1_209_600,
    });
});

describe('schedules', () => {
  const scheduled = FUNCTION_IDS.flatMap((id) => {
    const { source } = FUNCTIONS[id];
    return source?.type === 'schedule' ? [{ id, rate: source.rate }] : [];
  });

  it('are those of the manifest', () => {
    expect(ofType(plan, 'scheduler/schedule:Schedule')).toHaveLength(scheduled.length);
  });

  it.each(scheduled)('run $id at its rate, with the time at which it was due, and never late', ({ id, rate }) => {
    const name = `smallcart-production-${id}`;
    const { scheduleExpression, target, state } = theOne(plan, 'scheduler/schedule:Schedule', name);
    expect({ scheduleExpression, state }).toEqual({ scheduleExpression: rate, state: 'ENABLED' });
    const { arn, input, retryPolicy } = target as { arn: string; input: string; retryPolicy: object };
    expect(arn).toBe(arnOf('lambda', `function:${name}:live`));
    expect(JSON.parse(input)).toMatchObject({ time: '<aws.scheduler.scheduled-time>' });
    expect(retryPolicy).toEqual({ maximumRetryAttempts: 0 });
  });

  it.each(scheduled)('of $id leave what fails to the next round', ({ id }) => {
    const configs = ofType(plan, 'lambda/functionEventInvokeConfig:FunctionEventInvokeConfig').map(
      ({ inputs }) => inputs,
    );
    const own = configs.filter(({ functionName }) => String(functionName).endsWith(`smallcart-production-${id}`));
    expect(own).toMatchObject([{ qualifier: 'live', maximumRetryAttempts: 0 }]);
  });
});
