import { randomUUID } from 'node:crypto';
import { type Clock, systemTime } from '../clock.ts';
import { functionArn } from '../lambda/function-definition.ts';
import { invocationDimensions } from '../lambda/invocation-dimensions.ts';
import { type InvocationResult, isThrottled } from '../lambda/lambda.ts';
import { failedItems } from './batch-response.ts';
import type { Checkpoints } from './checkpoints.ts';
import { creationTime, type Moment } from './creation-time.ts';
import { createEventFilter } from './event-filter.ts';
import type { MappingSwitch } from './mapping-switch.ts';
import type { StreamClient, StreamRecord } from './stream-client.ts';
import { type Attempt, nextStep, type Progress, retryDelay } from './stream-progress.ts';

type IteratorAge = {
  namespace: 'AWS/Lambda';
  name: 'IteratorAge';
  dimensions: Readonly<Record<string, string>>;
  unit: 'Milliseconds';
  timestamp: number;
  value: number;
};

export type StreamSourceOptions = {
  clock: Clock;
  client: StreamClient;
  checkpoints: Checkpoints;
  tableName: string;
  region: string;
  accountId: string;
  functionId: string;
  functionName: string;
  /** The alias that `invoke` invokes. */
  qualifier: string;
  batchSize: number;
  maximumRetryAttempts: number;
  filter: object;
  /** Always enabled unless given. */
  enabling?: MappingSwitch;
  invoke: (functionId: string, event: unknown) => Promise<InvocationResult>;
  recordMetric: (sample: IteratorAge) => void;
  /** Takes the description of records that were given up; it must be durable when it returns. */
  onFailure: (body: string) => unknown;
  /** Told of errors of the stream itself; reading is tried again. */
  onError: (error: unknown) => void;
  /** Real epoch milliseconds; the system's clock unless given. */
  realNow?: () => number;
};

/** A record and when it was made, in virtual epoch milliseconds, since DynamoDB's own clock is real. */
type ReadRecord = { record: StreamRecord; createdAt: number };
type Position = { streamArn: string; shardId: string; checkpoint: string | undefined };

/** Wake the reader after each write to the table. */
export interface StreamSource {
  /** The stream's ARN, as AWS spells it. */
  arn(): Promise<string>;
  wake(): void;
  stop(): void;
}

const readLimit = 100;
const unreachableRetryMs = 1_000;

/**
 * Starts an event source mapping from the table's stream to a function ("Using AWS Lambda with Amazon DynamoDB"): in order,
 * at least once. The checkpoint moves only past records that were processed, filtered out or handed to the destination.
 */
export function startStreamSource(options: StreamSourceOptions): StreamSource {
  const { clock, client, checkpoints, batchSize, region, accountId, tableName } = options;
  const passes = createEventFilter(options.filter);
  const realNow = options.realNow ?? systemTime;
  const flowingSince = realNow();
  const policy = { batchSize, maximumRetryAttempts: options.maximumRetryAttempts };
  let position: Position | undefined;
  let pending: ReadRecord[] = [];
  let lastRead: string | undefined;
  let progress: Progress = { limit: batchSize, attempts: 0 };
  let executedVersion = '$LATEST';
  let state: 'idle' | 'reading' | 'waiting' = 'idle';
  let wanted = false;
  let stopped = false;
  const isIdle = (): boolean => stopped || options.enabling?.isEnabled() === false;

  const locate = async (): Promise<Position> => {
    if (position) return position;
    const stream = await client.describe(tableName);
    position = { ...stream, checkpoint: checkpoints.get(stream.streamArn) };
    return position;
  };

  const checkpoint = (at: Position, sequenceNumber: string): void => {
    at.checkpoint = sequenceNumber;
    checkpoints.set(at.streamArn, sequenceNumber);
  };

  const arnOf = ({ streamArn }: Position): string =>
    `arn:aws:dynamodb:${region}:${accountId}:table/${tableName}/stream/${streamArn.split('/stream/')[1] ?? ''}`;

  /** Reads the next records and keeps those that pass the filter; false when there was nothing to read. */
  const readMore = async (at: Position): Promise<boolean> => {
    const records = await client.read(at, at.checkpoint, readLimit);
    const speed = clock.mode === 'running' ? clock.speed : 0;
    const moment = { now: clock.now(), realNow: realNow(), flowingSince, speed };
    pending = records.filter(passes).map((record) => ({ record, createdAt: createdAt(record, moment) }));
    lastRead = records.at(-1)?.dynamodb.SequenceNumber;
    if (pending.length === 0 && lastRead !== undefined) checkpoint(at, lastRead);
    return records.length > 0;
  };

  const vendAge = (createdAt: number | undefined): void => {
    const timestamp = clock.now();
    const value = timestamp - (createdAt ?? timestamp);
    const { functionName: name, qualifier } = options;
    const sample = { namespace: 'AWS/Lambda', name: 'IteratorAge', unit: 'Milliseconds', timestamp, value } as const;
    for (const dimensions of invocationDimensions({ definition: { name, version: executedVersion }, qualifier })) {
      options.recordMetric({ ...sample, dimensions });
    }
  };

  const attempt = async (at: Position, batch: readonly ReadRecord[]): Promise<Attempt> => {
    const event = { Records: batch.map((entry) => toEventRecord(entry, region, arnOf(at))) };
    const result = await options.invoke(options.functionId, event);
    executedVersion = result.executedVersion ?? executedVersion;
    vendAge(batch.at(-1)?.createdAt);
    if (isThrottled(result)) return { outcome: 'throttled' };
    const numbers = batch.map(({ record }) => record.dynamodb.SequenceNumber);
    const failed = failedItems(result, numbers);
    if (failed.size === 0) return { outcome: 'succeeded' };
    return failed.size === numbers.length && result.status === 'error'
      ? { outcome: 'failed' }
      : { outcome: 'failedAt', index: numbers.findIndex((number) => failed.has(number)) };
  };

  const forget = (at: Position, count: number): void => {
    const last = pending.splice(0, count).at(-1)?.record.dynamodb.SequenceNumber;
    const reached = pending.length === 0 ? (lastRead ?? last) : last;
    if (count > 0 && reached !== undefined) checkpoint(at, reached);
  };

  const discard = async (at: Position, count: number): Promise<void> => {
    const given = pending.slice(0, count);
    if (given.length === 0) return;
    const invoked = { ...options, executedVersion };
    await options.onFailure(JSON.stringify(failureOf(given, at, arnOf(at), invoked, clock.now())));
    forget(at, count);
  };

  /** One try of the next batch; false when its retry has to wait. */
  const processBatch = async (at: Position): Promise<boolean> => {
    const batch = pending.slice(0, progress.limit);
    const step = nextStep(progress, batch.length, await attempt(at, batch), policy);
    forget(at, step.done);
    await discard(at, step.discard);
    progress = step.progress;
    return !step.wait;
  };

  const later = (ms: number): void => {
    state = 'waiting';
    clock.at(clock.now() + ms, () => {
      state = 'idle';
      wake();
    });
  };

  const drain = async (): Promise<void> => {
    const at = await locate();
    while (!isIdle()) {
      if (pending.length === 0) {
        wanted = false;
        if (!(await readMore(at)) && !wanted) return;
      } else if (!(await processBatch(at))) {
        later(retryDelay(progress));
        return;
      }
    }
  };

  const run = async (): Promise<void> => {
    try {
      await drain();
    } catch (error) {
      if (stopped) return;
      options.onError(error);
      position = undefined;
      pending = [];
      later(unreachableRetryMs);
    }
    if (state === 'reading') state = 'idle';
    if (wanted) wake();
  };

  const wake = (): void => {
    wanted = true;
    if (state !== 'idle' || isIdle()) return;
    state = 'reading';
    clock.run(run());
  };

  options.enabling?.onEnabled(wake);
  wake();
  return {
    arn: async () => arnOf(await locate()),
    wake,
    stop: () => {
      stopped = true;
      client.close();
    },
  };
}

function createdAt({ dynamodb: { ApproximateCreationDateTime: seconds } }: StreamRecord, moment: Moment): number {
  return typeof seconds === 'number' ? creationTime(seconds, moment) : moment.now;
}

/** The record of "Example event" for DynamoDB Streams. */
function toEventRecord({ record, createdAt }: ReadRecord, awsRegion: string, eventSourceARN: string): object {
  const { eventID, eventName, dynamodb } = record;
  const change = { ...dynamodb, ApproximateCreationDateTime: Math.floor(createdAt / 1000) };
  return {
    ...{ eventID, eventName, eventVersion: '1.1', eventSource: 'aws:dynamodb', awsRegion },
    dynamodb: change,
    eventSourceARN,
  };
}

/** The invocation record of "Retaining discarded batches" for DynamoDB Streams: it names the records, it does not hold them. */
function failureOf(
  given: readonly ReadRecord[],
  { shardId }: Position,
  streamArn: string,
  {
    region,
    accountId,
    functionName,
    qualifier,
    executedVersion,
    maximumRetryAttempts,
  }: StreamSourceOptions & { executedVersion: string },
  now: number,
): object {
  const iso = (at: number): string => new Date(at).toISOString();
  const [first, last] = [given[0], given.at(-1)];
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn: functionArn(region, accountId, functionName, qualifier),
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: maximumRetryAttempts + 1,
    },
    responseContext: { statusCode: 200, executedVersion, functionError: 'Unhandled' },
    version: '1.0',
    timestamp: iso(now),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first?.record.dynamodb.SequenceNumber,
      endSequenceNumber: last?.record.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: iso(first?.createdAt ?? now),
      approximateArrivalOfLastRecord: iso(last?.createdAt ?? now),
      batchSize: given.length,
      streamArn,
    },
  };
}
