import type { DatabaseSync } from 'node:sqlite';
import type { JsonValue } from '../aws/json.ts';
import type { RecordMetric } from '../aws/record-metric.ts';
import type { Clock } from '../clock.ts';
import { createDeliveryTables, type Delivery, type DeliveryTables } from './delivery-tables.ts';
import { type Exhausted, retryDelay } from './retry-delay.ts';
import { UndeliverableError } from './undeliverable-error.ts';

/** How events get to targets; each fails with UndeliverableError when there is no such target, with another error for now. */
export type Carriers = {
  /** Invokes a function with an event; rejects when the invocation fails. */
  readonly deliverToLambda: (functionArn: string, event: JsonValue) => Promise<unknown>;
  /** Puts a message, with attributes of type String, into a queue, durably when it returns. */
  readonly deliverToQueue: (queueArn: string, body: string, attributes: Readonly<Record<string, string>>) => unknown;
  readonly deliverToTopic: (topicArn: string, message: string) => unknown;
  readonly deliverToLogGroup: (logGroup: string, message: string) => unknown;
};

export type DeliveriesOptions = Carriers & {
  readonly store: DatabaseSync;
  readonly clock: Pick<Clock, 'now' | 'at' | 'run'>;
  readonly record: RecordMetric;
  /** Told in one line when a delivery is given up, or something stored cannot be read. */
  readonly log: (message: string) => void;
};

/** Events on their way to targets: durable, at least once. */
export interface Deliveries {
  /** Stores a delivery; it starts with `start`, or after a restart when that was not called. */
  readonly add: DeliveryTables['add'];
  start(id: number): void;
  stop(): void;
}

/** Wait after a start before interrupted deliveries go on, so that their targets are there. */
const START_DELAY = 1000;

/** Opens the deliveries in the store and goes on with those that a stop interrupted. */
export function openDeliveries(options: DeliveriesOptions): Deliveries {
  const { store, clock } = options;
  const tables = createDeliveryTables(store);
  const timers = new Map<number, () => void>();

  const vend = ({ ruleArn }: Delivery, name: string): void => {
    const dimensions = { RuleName: ruleArn.split('/').at(-1) ?? '' };
    options.record({ namespace: 'AWS/Events', name, dimensions, unit: 'Count', timestamp: clock.now(), value: 1 });
  };

  const deliver = ({ kind, targetArn, text }: Delivery): unknown => {
    switch (kind) {
      case 'lambda':
        return options.deliverToLambda(targetArn, payload(text));
      case 'sqs':
        return options.deliverToQueue(targetArn, text, {});
      case 'sns':
        return options.deliverToTopic(targetArn, text);
      case 'logs':
        return options.deliverToLogGroup(targetArn.split(':')[6] ?? '', text);
      default:
        return kind satisfies never;
    }
  };

  const attempt = async (delivery: Delivery): Promise<void> => {
    if (delivery.retries === 0) vend(delivery, 'Invocations');
    try {
      await deliver(delivery);
      tables.remove(delivery.id);
    } catch (error) {
      failed(delivery, error instanceof Error ? error : new Error(String(error)));
    }
  };

  const failed = (delivery: Delivery, error: Error): void => {
    const next = error instanceof UndeliverableError ? undefined : retryDelay(delivery, clock.now());
    if (typeof next === 'number') tryAgain(delivery, clock.now() + next);
    else giveUp(delivery, error, next);
  };

  const tryAgain = (delivery: Delivery, due: number): void => {
    tables.retryAt(delivery.id, due);
    if (delivery.kind !== 'lambda') vend(delivery, 'RetryInvocationAttempts');
    attemptAt(delivery.id, due);
  };

  const giveUp = (delivery: Delivery, error: Error, exhausted: Exhausted | undefined): void => {
    if (exhausted !== 'FunctionError') {
      vend(delivery, 'FailedInvocations');
      if (delivery.deadLetterArn !== undefined) bury(delivery, delivery.deadLetterArn, error, exhausted);
    }
    tables.remove(delivery.id);
    options.log(`events: ${delivery.ruleArn} could not deliver to ${delivery.targetArn}: ${error.message}`);
  };

  /** "Using dead-letter queues to process undelivered events": the event itself, and why in attributes. */
  const bury = (delivery: Delivery, queueArn: string, error: Error, exhausted: Exhausted | undefined): void => {
    const attributes = {
      RULE_ARN: delivery.ruleArn,
      TARGET_ARN: delivery.targetArn,
      ERROR_CODE: exhausted === undefined ? 'NO_RESOURCE' : 'SDK_CLIENT_ERROR',
      ERROR_MESSAGE: error.message,
      RETRY_ATTEMPTS: String(delivery.retries),
      ...(exhausted !== undefined && { EXHAUSTED_RETRY_CONDITION: exhausted }),
    };
    try {
      options.deliverToQueue(queueArn, delivery.event, attributes);
      vend(delivery, 'InvocationsSentToDlq');
    } catch (cause) {
      vend(delivery, 'InvocationsFailedToBeSentToDlq');
      options.log(
        `events: the dead-letter queue ${queueArn} takes nothing: ${cause instanceof Error ? cause.message : cause}`,
      );
    }
  };

  const start = (id: number): void => {
    timers.delete(id);
    const delivery = tables.get(id);
    if (delivery) clock.run(attempt(delivery));
  };

  const attemptAt = (id: number, time: number): void =>
    void timers.set(
      id,
      clock.at(time, () => start(id)),
    );

  for (const { id, due } of tables.all()) attemptAt(id, Math.max(due, clock.now() + START_DELAY));

  return {
    add: tables.add,
    start,
    stop() {
      for (const cancel of timers.values()) cancel();
      timers.clear();
    },
  };
}

/** A function gets JSON; text that is none, a template's doing, it can never get. */
function payload(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UndeliverableError('The input made for the function is not JSON.', { cause });
  }
}
