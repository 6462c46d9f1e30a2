import type { DatabaseSync } from 'node:sqlite';
import type { JsonObject } from '../aws/json.ts';
import type { RecordMetric } from '../aws/record-metric.ts';
import type { Clock } from '../clock.ts';
import { inTransaction } from '../store.ts';
import { lambdaEvent } from './lambda-event.ts';
import { type Notification, toNotification } from './notification.ts';
import { queueBody } from './queue-body.ts';
import { retryDelay } from './retry-delay.ts';
import { internalError, topicNotFound } from './sns-errors.ts';
import {
  createTopicTables,
  type Delivery,
  type DeliveryStatus,
  type Protocol,
  type Subscription,
} from './topic-tables.ts';

export type Message = {
  readonly subject?: string;
  /** The text for each kind of subscriber. */
  readonly body: (protocol: Protocol) => string;
  /** Message attributes as they came over the wire. */
  readonly attributes?: JsonObject;
};

/** A message that is stored and goes out with `deliver`, or after a restart when that was not called. */
export type Accepted = { readonly messageId: string; deliver(): void };

/** All topics, their subscriptions, and every delivery that was made; all survive restarts. */
export interface Topics {
  /** Makes a topic, or gives the ARN of the one of that name. */
  create(name: string): string;
  arns(): readonly string[];
  has(topicArn: string): boolean;
  /** Subscribes, confirmed at once; the same subscription again is the same. NotFound without the topic. */
  subscribe(topicArn: string, subscriber: { readonly protocol: Protocol; readonly endpoint: string }): Subscription;
  unsubscribe(subscriptionArn: string): void;
  subscriptions(topicArn?: string): readonly Subscription[];
  /** Stores a message for every subscriber; `deliver` sends it, after the transaction of the caller if there is one. NotFound without the topic. */
  accept(topicArn: string, message: Message): Accepted;
  /** Publishes to every subscriber and gives the message's id; NotFound without the topic. */
  publish(topicArn: string, message: Message): string;
  /** Deliveries made since a virtual time (epoch milliseconds), oldest first. */
  notifications(since: number): readonly Notification[];
}

export type TopicsOptions = {
  readonly store: DatabaseSync;
  readonly clock: Pick<Clock, 'now' | 'at' | 'run'>;
  readonly record: RecordMetric;
  readonly randomId: () => string;
  readonly region: string;
  readonly accountId: string;
  /** Invokes a function with an SNS event; rejects when the invocation fails. */
  readonly deliverToLambda: (functionArn: string, event: JsonObject) => Promise<unknown>;
  /** Puts a message into a queue, durably when it returns; throws when there is no such queue, an AwsError of 500 and up for now. */
  readonly deliverToQueue: (queueArn: string, body: string) => unknown;
  /** Told in one line when a delivery is given up. */
  readonly log: (message: string) => void;
  /** Whether a delivery fails for now, by the topic's name; none does unless given. */
  readonly fails?: (topic: string, protocol: Protocol) => boolean;
};

/** Opens the topics in the data folder's database and goes on with deliveries that a stop interrupted. */
export function openTopics(options: TopicsOptions): Topics {
  const { store, clock, record, randomId, region, accountId, fails = () => false } = options;
  const tables = createTopicTables(store);
  const arnOf = (name: string): string => `arn:aws:sns:${region}:${accountId}:${name}`;
  const names = new Set(tables.topics());
  let subscriptions = tables.subscriptions();

  const nameOf = (topicArn: string): string => {
    const name = topicArn.split(':').at(-1) ?? '';
    if (!names.has(name)) throw topicNotFound();
    return name;
  };

  const vend = (TopicName: string, name: string, value = 1, unit: 'Count' | 'Bytes' = 'Count'): void =>
    record({ namespace: 'AWS/SNS', name, dimensions: { TopicName }, unit, timestamp: clock.now(), value });

  const deliver = (delivery: Delivery): unknown => {
    const topicArn = arnOf(delivery.topic);
    if (fails(delivery.topic, delivery.channel)) throw internalError();
    switch (delivery.channel) {
      case 'email':
        return undefined;
      case 'lambda':
        return options.deliverToLambda(delivery.endpoint, lambdaEvent(delivery, topicArn));
      case 'sqs':
        return options.deliverToQueue(delivery.endpoint, queueBody(delivery, topicArn));
      default:
        return delivery.channel satisfies never;
    }
  };

  const attempt = async (delivery: Delivery): Promise<void> => {
    try {
      await deliver(delivery);
      tables.setStatus(delivery.id, 'delivered', clock.now());
      vend(delivery.topic, 'NumberOfNotificationsDelivered');
    } catch (error) {
      const delay = retryDelay(delivery, error);
      tables.setStatus(delivery.id, delay === undefined ? 'failed' : 'pending', clock.now());
      if (delay !== undefined) return attemptAt(delivery.id, clock.now() + delay);
      vend(delivery.topic, 'NumberOfNotificationsFailed');
      options.log(
        `sns: ${delivery.topic} could not notify ${delivery.endpoint}: ${error instanceof Error ? error.message : error}`,
      );
    }
  };

  const attemptNow = (id: number): void => {
    const delivery = tables.delivery(id);
    if (delivery) clock.run(attempt(delivery));
  };

  const attemptAt = (id: number, time: number): void => void clock.at(time, () => attemptNow(id));

  /** A mail is delivered, or not, as soon as it is stored; all else is on its way. */
  const statusOf = ({ topic, protocol }: Subscription): DeliveryStatus => {
    if (protocol !== 'email') return 'pending';
    return fails(topic, protocol) ? 'failed' : 'delivered';
  };

  const send = (messageId: string, message: Message, subscription: Subscription) => {
    const { arn, topic, protocol, endpoint } = subscription;
    const now = clock.now();
    const status = statusOf(subscription);
    const id = tables.addDelivery({
      messageId,
      subscriptionArn: arn,
      channel: protocol,
      endpoint,
      topic,
      subject: message.subject,
      body: message.body(protocol),
      attributes: JSON.stringify(message.attributes ?? {}),
      publishedAt: now,
      at: now,
      status,
    });
    return { id, status };
  };

  const accept = (topicArn: string, message: Message): Accepted => {
    const topic = nameOf(topicArn);
    const messageId = randomId();
    const subscribers = subscriptions.filter((subscription) => subscription.topic === topic);
    const sent = inTransaction(store, () => subscribers.map((subscriber) => send(messageId, message, subscriber)));
    const deliver = (): void => {
      vend(topic, 'NumberOfMessagesPublished');
      vend(topic, 'PublishSize', Buffer.byteLength(message.body('lambda')), 'Bytes');
      for (const { id, status } of sent) {
        if (status === 'pending') attemptNow(id);
        else vend(topic, status === 'failed' ? 'NumberOfNotificationsFailed' : 'NumberOfNotificationsDelivered');
      }
    };
    return { messageId, deliver };
  };

  const publish = (topicArn: string, message: Message): string => {
    const { messageId, deliver } = accept(topicArn, message);
    deliver();
    return messageId;
  };

  for (const { id } of tables.pending()) attemptAt(id, clock.now() + 1_000);

  return {
    create: (name) => {
      names.add(name);
      tables.addTopic(name);
      return arnOf(name);
    },
    arns: () => [...names].sort().map(arnOf),
    has: (topicArn) => names.has(topicArn.split(':').at(-1) ?? ''),
    subscribe: (topicArn, { protocol, endpoint }) => {
      const topic = nameOf(topicArn);
      const same = subscriptions.find((s) => s.topic === topic && s.protocol === protocol && s.endpoint === endpoint);
      if (same) return same;
      const subscription = { arn: `${arnOf(topic)}:${randomId()}`, topic, protocol, endpoint };
      tables.addSubscription(subscription);
      subscriptions = [...subscriptions, subscription];
      return subscription;
    },
    unsubscribe: (arn) => {
      tables.removeSubscription(arn);
      subscriptions = subscriptions.filter((subscription) => subscription.arn !== arn);
    },
    subscriptions: (topicArn) => {
      if (topicArn === undefined) return subscriptions;
      const topic = nameOf(topicArn);
      return subscriptions.filter((subscription) => subscription.topic === topic);
    },
    accept,
    publish,
    notifications: (since) => tables.delivered(since).map(toNotification),
  };
}
