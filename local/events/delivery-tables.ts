import type { DatabaseSync } from 'node:sqlite';
import type { TargetKind } from './rule.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS events_delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT, rule_arn TEXT NOT NULL, kind TEXT NOT NULL, target_arn TEXT NOT NULL, text TEXT NOT NULL,
    event TEXT NOT NULL, dead_letter_arn TEXT, accepted INTEGER NOT NULL, max_retries INTEGER NOT NULL, max_age INTEGER NOT NULL,
    retries INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL
  ) STRICT;`;

/** One event on its way to one target; times are virtual epoch milliseconds. */
export type Delivery = {
  readonly id: number;
  readonly ruleArn: string;
  readonly kind: TargetKind;
  readonly targetArn: string;
  /** What the target gets. */
  readonly text: string;
  /** The event as JSON, for the dead-letter queue. */
  readonly event: string;
  readonly deadLetterArn: string | undefined;
  readonly accepted: number;
  readonly maxRetries: number;
  readonly maxAgeMs: number;
  /** How often it was tried again. */
  readonly retries: number;
  /** When it is to be tried next. */
  readonly due: number;
};

/** The SQL of deliveries; one that is over is forgotten. */
export interface DeliveryTables {
  add(delivery: Omit<Delivery, 'id' | 'retries' | 'due'>): number;
  get(id: number): Delivery | undefined;
  retryAt(id: number, due: number): void;
  remove(id: number): void;
  all(): Delivery[];
}

/** Creates the table when missing and prepares its statements. */
export function createDeliveryTables(store: DatabaseSync): DeliveryTables {
  store.exec(SCHEMA);
  const add = store.prepare(`
    INSERT INTO events_delivery (rule_arn, kind, target_arn, text, event, dead_letter_arn, accepted, max_retries, max_age, due)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const get = store.prepare('SELECT * FROM events_delivery WHERE id = ?');
  const retry = store.prepare('UPDATE events_delivery SET retries = retries + 1, due = ? WHERE id = ?');
  const remove = store.prepare('DELETE FROM events_delivery WHERE id = ?');
  return {
    add(d) {
      const dead = d.deadLetterArn ?? null;
      const fixed = [d.ruleArn, d.kind, d.targetArn, d.text, d.event, dead, d.accepted, d.maxRetries, d.maxAgeMs];
      return Number(add.run(...fixed, d.accepted).lastInsertRowid);
    },
    get(id) {
      const row = get.get(id);
      return row && toDelivery(row);
    },
    retryAt: (id, due) => void retry.run(due, id),
    remove: (id) => void remove.run(id),
    all: () => store.prepare('SELECT * FROM events_delivery ORDER BY id').all().map(toDelivery),
  };
}

const KINDS: readonly TargetKind[] = ['lambda', 'sqs', 'sns', 'logs'];

function toDelivery(row: Readonly<Record<string, unknown>>): Delivery {
  return {
    id: Number(row.id),
    ruleArn: String(row.rule_arn),
    kind: KINDS.find((kind) => kind === row.kind) ?? 'sqs',
    targetArn: String(row.target_arn),
    text: String(row.text),
    event: String(row.event),
    deadLetterArn: row.dead_letter_arn === null ? undefined : String(row.dead_letter_arn),
    accepted: Number(row.accepted),
    maxRetries: Number(row.max_retries),
    maxAgeMs: Number(row.max_age),
    retries: Number(row.retries),
    due: Number(row.due),
  };
}
