import type { Carriers } from './events/deliveries.ts';
import { UndeliverableError } from './events/undeliverable-error.ts';
import type { LogStore } from './logs/log-store.ts';
import type { Topics } from './sns/topics.ts';
import type { Queues } from './sqs/queues.ts';

export type EventTargetsOptions = {
  readonly queues: Pick<Queues, 'byArn'>;
  readonly topics: Pick<Topics, 'has' | 'publish'>;
  readonly logs: Pick<LogStore, 'group' | 'put'>;
  readonly now: () => number;
  /** Invokes a function by its ARN; rejects when the invocation fails, with RangeError when there is no such function. */
  readonly invokeFunction: (functionArn: string, event: unknown) => Promise<unknown>;
};

/** AWS makes up a log stream's name for each delivery; one is enough here. */
const LOG_STREAM = 'events';

/** The embedded cloud's own services as targets of event rules. */
export function createEventTargets({ queues, topics, logs, now, invokeFunction }: EventTargetsOptions): Carriers {
  return {
    async deliverToLambda(functionArn, event) {
      try {
        return await invokeFunction(functionArn, event);
      } catch (cause) {
        if (cause instanceof RangeError) throw new UndeliverableError('The function does not exist.', { cause });
        throw cause;
      }
    },
    deliverToQueue(queueArn, body, attributes) {
      const queue = queues.byArn(queueArn);
      if (queue === undefined) throw new UndeliverableError('The queue does not exist.');
      const texts = Object.entries(attributes).map(([name, StringValue]) => [
        name,
        { DataType: 'String', StringValue },
      ]);
      queue.send({ body, attributes: Object.fromEntries(texts) });
    },
    deliverToTopic(topicArn, message) {
      if (!topics.has(topicArn)) throw new UndeliverableError('The topic does not exist.');
      topics.publish(topicArn, { body: () => message });
    },
    deliverToLogGroup(logGroup, message) {
      if (logs.group(logGroup) === undefined) throw new UndeliverableError('The log group does not exist.');
      logs.put(logGroup, LOG_STREAM, [{ timestamp: now(), message }]);
    },
  };
}
