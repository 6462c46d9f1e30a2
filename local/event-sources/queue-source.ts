import { AwsError } from '../aws/aws-error.ts';
import type { Clock } from '../clock.ts';
import { type InvocationResult, isThrottled } from '../lambda/lambda.ts';
import { throttleDelay } from '../lambda/throttle-delay.ts';
import { failedItems } from './batch-response.ts';
import type { MappingSwitch } from './mapping-switch.ts';

/** A message as the queue hands it out; attributes as SQS spells them. */
export type SourceMessage = {
  messageId: string;
  receiptHandle: string;
  body: string;
  md5OfBody: string;
  systemAttributes: Readonly<Record<string, string>>;
  messageAttributes?: Readonly<Record<string, SourceAttribute>>;
};

type SourceAttribute = { readonly DataType: string; readonly StringValue?: string; readonly BinaryValue?: string };

/** The part of a queue that an event source mapping needs. */
export type SourceQueue = {
  receive(max: number, visibilityTimeoutSeconds: number): readonly SourceMessage[] | Promise<readonly SourceMessage[]>;
  delete(receiptHandle: string): unknown;
  /** The listener is told whenever messages may have become available. */
  onAvailable(listener: () => void): unknown;
};

export type QueueSourceOptions = {
  clock: Clock;
  queue: SourceQueue;
  queueArn: string;
  region: string;
  functionId: string;
  /** At most 10. */
  batchSize: number;
  visibilityTimeoutSeconds: number;
  /** Batches in flight. */
  concurrency?: number;
  /** Always enabled unless given. */
  enabling?: MappingSwitch;
  invoke: (functionId: string, event: unknown) => Promise<InvocationResult>;
};

/** How soon a queue that is not there for now is asked again, in milliseconds. */
const PAUSE = 5_000;

/** Whether it is SQS that cannot do something for now. */
const isForNow = (error: unknown): boolean => error instanceof AwsError && error.statusCode >= 500;

/**
 * Starts an event source mapping from a queue to a function ("Using Lambda with Amazon SQS"). What a batch did not
 * process stays in the queue, invisible until its timeout, and the queue's redrive policy decides its fate; until then a batch
 * that is throttled is tried again.
 * @returns a function that stops taking messages
 */
export function startQueueSource(options: QueueSourceOptions): () => void {
  const { clock, queue, batchSize, visibilityTimeoutSeconds, concurrency = 2, enabling } = options;
  let inFlight = 0;
  let wanted = false;
  let stopped = false;
  let cancelPause: (() => void) | undefined;
  const cancels = new Set<() => void>();
  const isIdle = (): boolean => stopped || enabling?.isEnabled() === false;

  /** Who polls a queue goes on whatever it answers; what was not deleted comes once more. */
  const pause = (error: unknown): void => {
    if (!isForNow(error)) throw error;
    cancelPause ??= clock.at(clock.now() + PAUSE, () => {
      cancelPause = undefined;
      wake();
    });
  };

  const again = (time: number, attempt: () => Promise<void>): void => {
    const cancel = clock.at(time, () => {
      cancels.delete(cancel);
      if (!isIdle()) clock.run(attempt().catch(pause));
    });
    cancels.add(cancel);
  };

  /** What is throttled is tried again, ever later, for as long as the batch is hidden from others. */
  const handle = async (messages: readonly SourceMessage[], until: number, throttles = 0): Promise<void> => {
    const event = { Records: messages.map((message) => toRecord(message, options)) };
    const result = await options.invoke(options.functionId, event);
    if (isThrottled(result)) {
      const time = clock.now() + throttleDelay(throttles);
      if (time < until) again(time, () => handle(messages, until, throttles + 1));
      return;
    }
    const failed = failedItems(
      result,
      messages.map((message) => message.messageId),
    );
    for (const message of messages) if (!failed.has(message.messageId)) await queue.delete(message.receiptHandle);
  };

  /** Takes batches until the queue is empty. */
  const drain = async (): Promise<void> => {
    while (!isIdle()) {
      wanted = false;
      const messages = await queue.receive(batchSize, visibilityTimeoutSeconds);
      if (messages.length === 0) {
        if (wanted) continue;
        return;
      }
      await handle(messages, clock.now() + visibilityTimeoutSeconds * 1_000);
    }
  };

  const wake = (): void => {
    wanted = true;
    if (inFlight >= concurrency || isIdle()) return;
    inFlight += 1;
    clock.run(
      drain()
        .catch(pause)
        .finally(() => {
          inFlight -= 1;
          if (wanted && cancelPause === undefined) wake();
        }),
    );
  };

  queue.onAvailable(wake);
  enabling?.onEnabled(wake);
  wake();
  return () => {
    stopped = true;
    cancelPause?.();
    for (const cancel of cancels) cancel();
  };
}

/** The record of "Example Amazon SQS message event". */
function toRecord(message: SourceMessage, { queueArn, region }: QueueSourceOptions): object {
  const { messageId, receiptHandle, body, md5OfBody, systemAttributes: attributes } = message;
  const messageAttributes = Object.fromEntries(
    Object.entries(message.messageAttributes ?? {}).map(([name, attribute]) => [name, toEventAttribute(attribute)]),
  );
  const source = { eventSource: 'aws:sqs', eventSourceARN: queueArn, awsRegion: region };
  return { messageId, receiptHandle, body, attributes, messageAttributes, md5OfBody, ...source };
}

/** Events spell a message attribute's members in lower case, and list values that SQS does not use yet. */
function toEventAttribute({ DataType, StringValue, BinaryValue }: SourceAttribute): object {
  return {
    dataType: DataType,
    ...(StringValue === undefined ? {} : { stringValue: StringValue }),
    ...(BinaryValue === undefined ? {} : { binaryValue: BinaryValue }),
    stringListValues: [],
    binaryListValues: [],
  };
}
