import type { DatabaseSync } from 'node:sqlite';

const protocols = ['email', 'lambda', 'sqs'] as const;
export type Protocol = (typeof protocols)[number];
export type Subscription = {
  readonly arn: string;
  readonly topic: string;
  readonly protocol: Protocol;
  readonly endpoint: string;
};
export type DeliveryStatus = 'pending' | 'delivered' | 'failed';

/** One message on its way to one subscriber; times are virtual epoch milliseconds. */
export type Delivery = {
  readonly id: number;
  readonly messageId: string;
  readonly subscriptionArn: string;
  readonly channel: Protocol;
  readonly endpoint: string;
  readonly topic: string;
  readonly subject: string | undefined;
  readonly body: string;
  /** The message attributes as JSON. */
  readonly attributes: string;
  readonly publishedAt: number;
  readonly at: number;
  readonly attempts: number;
  readonly status: DeliveryStatus;
};

/** SNS's SQL. */
export interface TopicTables {
  topics(): string[];
  addTopic(name: string): void;
  subscriptions(): Subscription[];
  addSubscription(subscription: Subscription): void;
  removeSubscription(arn: string): void;
  addDelivery(delivery: Omit<Delivery, 'id' | 'attempts'>): number;
  delivery(id: number): Delivery | undefined;
  setStatus(id: number, status: DeliveryStatus, at: number): void;
  pending(): Delivery[];
  delivered(since: number): Delivery[];
}

const schema = `
  CREATE TABLE IF NOT EXISTS sns_topic (name TEXT PRIMARY KEY);
  CREATE TABLE IF NOT EXISTS sns_subscription (arn TEXT PRIMARY KEY, topic TEXT NOT NULL, protocol TEXT NOT NULL, endpoint TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS sns_delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT NOT NULL, subscription TEXT NOT NULL, channel TEXT NOT NULL,
    endpoint TEXT NOT NULL, topic TEXT NOT NULL, subject TEXT, body TEXT NOT NULL, attributes TEXT NOT NULL,
    published_at INTEGER NOT NULL, at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, status TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS sns_delivery_at ON sns_delivery (at, id);`;

/** So many deliveries are kept; the oldest go first. */
const mostDeliveries = 20_000;

/** Creates the tables when missing and prepares their statements. */
export function createTopicTables(store: DatabaseSync): TopicTables {
  store.exec(schema);
  const addDelivery = store.prepare(`
    INSERT INTO sns_delivery (message_id, subscription, channel, endpoint, topic, subject, body, attributes, published_at, at, status)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const trim = store.prepare('DELETE FROM sns_delivery WHERE id <= ?');
  const setStatus = store.prepare('UPDATE sns_delivery SET status = ?, at = ?, attempts = attempts + 1 WHERE id = ?');
  return {
    topics: () =>
      store
        .prepare('SELECT name FROM sns_topic ORDER BY name')
        .all()
        .map((row) => String(row.name)),
    addTopic: (name) => void store.prepare('INSERT OR IGNORE INTO sns_topic (name) VALUES (?)').run(name),
    subscriptions: () => store.prepare('SELECT * FROM sns_subscription ORDER BY rowid').all().map(toSubscription),
    addSubscription: ({ arn, topic, protocol, endpoint }) =>
      void store.prepare('INSERT INTO sns_subscription VALUES (?, ?, ?, ?)').run(arn, topic, protocol, endpoint),
    removeSubscription: (arn) => void store.prepare('DELETE FROM sns_subscription WHERE arn = ?').run(arn),
    addDelivery: (d) => {
      const { lastInsertRowid } = addDelivery.run(
        d.messageId,
        d.subscriptionArn,
        d.channel,
        d.endpoint,
        d.topic,
        d.subject ?? null,
        d.body,
        d.attributes,
        d.publishedAt,
        d.at,
        d.status,
      );
      trim.run(Number(lastInsertRowid) - mostDeliveries);
      return Number(lastInsertRowid);
    },
    delivery: (id) => {
      const row = store.prepare('SELECT * FROM sns_delivery WHERE id = ?').get(id);
      return row && toDelivery(row);
    },
    setStatus: (id, status, at) => void setStatus.run(status, at, id),
    pending: () =>
      store.prepare("SELECT * FROM sns_delivery WHERE status = 'pending' ORDER BY id").all().map(toDelivery),
    delivered: (since) =>
      store
        .prepare("SELECT * FROM sns_delivery WHERE status = 'delivered' AND at >= ? ORDER BY at, id")
        .all(since)
        .map(toDelivery),
  };
}

type SqlRow = Record<string, unknown>;
const protocolOf = (value: unknown): Protocol => protocols.find((protocol) => protocol === value) ?? 'email';
const statusOf = (value: unknown): DeliveryStatus => (value === 'pending' || value === 'failed' ? value : 'delivered');

const toSubscription = (row: SqlRow): Subscription => ({
  arn: String(row.arn),
  topic: String(row.topic),
  protocol: protocolOf(row.protocol),
  endpoint: String(row.endpoint),
});

const toDelivery = (row: SqlRow): Delivery => ({
  id: Number(row.id),
  messageId: String(row.message_id),
  subscriptionArn: String(row.subscription),
  channel: protocolOf(row.channel),
  endpoint: String(row.endpoint),
  topic: String(row.topic),
  subject: row.subject === null ? undefined : String(row.subject),
  body: String(row.body),
  attributes: String(row.attributes),
  publishedAt: Number(row.published_at),
  at: Number(row.at),
  attempts: Number(row.attempts),
  status: statusOf(row.status),
});
