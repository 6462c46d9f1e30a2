import type { Severity } from '../monitoring/resources.ts';
import type { EventKind } from './event-rules.ts';

/**
 * Who may call a route. Admins may do what viewers may; every signed-in user is a customer; a scraper is an admin or whoever
 * has the metrics token.
 */
export type Access = 'public' | 'customer' | 'viewer' | 'admin' | 'scraper';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A route of the HTTP API, its path in API Gateway's syntax: `/api/products/{id}`. */
export type Route = {
  readonly method: Method;
  readonly path: `/${string}`;
  readonly access: Access;
  /** Set on what asks by POST, or ends what asks: it changes nothing, so that viewers may. */
  readonly readsOnly?: true;
  /**
   * Set on what is looked at while the table fails and does not need it: whoever the table vouched for a few minutes before
   * is believed then (functions/lib/seen-sessions.ts).
   */
  readonly withoutTable?: true;
  /** The largest body, in bytes, where it may be larger than what functions/lib/validate.ts allows. */
  readonly bodyLimit?: number;
};

/** What invokes a function that serves no routes. */
export type EventSource =
  | {
      readonly type: 'stream';
      readonly batchSize: number;
      readonly maximumRetryAttempts: number;
      /** Event filter pattern, as in AWS's "Lambda event filtering". */
      readonly filter: object;
    }
  | { readonly type: 'queue'; readonly batchSize: number; readonly maxReceiveCount: number }
  | { readonly type: 'schedule'; readonly rate: `rate(${string})` }
  | {
      /**
       * A queue of the function's own, named after it, that is subscribed to the topics and is the target of an EventBridge
       * rule for each kind of event (functions/event-rules.ts).
       */
      readonly type: 'alarms';
      readonly topics: readonly Severity[];
      readonly events: readonly EventKind[];
      readonly batchSize: number;
      readonly maxReceiveCount: number;
    }
  | { readonly type: 'direct' };

/** Actions that a function's role allows, beyond its logs, its traces and reading its own event source. */
export type Permission =
  | TablePermission
  | 'gsi1:Query'
  | 'gsi2:Query'
  | 'orderQueue:send'
  | 'incidentQueue:send'
  | 'mailTopics:publish'
  | 'cloudwatch:read'
  | 'alarms:read'
  | 'alarms:mute'
  | 'metrics:read'
  | 'metrics:write'
  | 'logs:read'
  | 'xray:read'
  | 'traces:read';

/** DynamoDB's actions on the table itself; each action of a transaction needs the permission of its own kind. */
export type TablePermission = `table:${
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem'}`;

/** Environment keys that a function needs beyond those that every function gets (`COMMON_ENVIRONMENT`). */
export type EnvironmentKey =
  | 'TABLE_NAME'
  | 'ORDER_QUEUE_URL'
  | 'PAYMENT_TIMEOUT_MS'
  /** Id that API Gateway has given the HTTP API, by which its metrics are named. */
  | 'API_ID'
  /** Secret: key of the hash that makes a user's pseudonym. */
  | 'PSEUDONYM_KEY'
  /** Secret: what a Prometheus server shows to read /metrics. */
  | 'METRICS_TOKEN'
  /** Secret: where people are told, as JSON (functions/lib/channels/contacts.ts). */
  | 'CHANNELS'
  /** Secret: key of the signature in links that acknowledge an incident. */
  | 'LINK_KEY'
  /** ARN of the topic that mails the first contact; empty where nobody is mailed. */
  | 'MAIL_TOPIC_ARN'
  /** The same for the contact who is told when the first one does not acknowledge. */
  | 'MAIL_NEXT_TOPIC_ARN'
  /** When people are told, as JSON (functions/lib/incidents/notification-routes.ts). */
  | 'NOTIFICATION_ROUTES'
  /** What of the stage's settings decides its bill, as JSON (monitoring/stage-bill.ts). */
  | 'BILLED_SETTINGS';

/** What is deployed under one function id. */
export type FunctionDefinition = {
  /** Entry file; it exports `handler`. */
  readonly handler: `functions/${string}/handler.ts`;
  /** In MB; it also sets the share of CPU. */
  readonly memorySize: number;
  /** In seconds. */
  readonly timeout: number;
  readonly routes: readonly Route[];
  /** Absent for a function that serves routes. */
  readonly source?: EventSource;
  readonly permissions: readonly Permission[];
  readonly environment: readonly EnvironmentKey[];
};

/** What a function needs that tells people: whom, how and when, and the key of links in what it tells. */
export const TELLING = [
  'CHANNELS',
  'LINK_KEY',
  'MAIL_TOPIC_ARN',
  'MAIL_NEXT_TOPIC_ARN',
  'NOTIFICATION_ROUTES',
] as const;
