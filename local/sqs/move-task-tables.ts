import type { DatabaseSync } from 'node:sqlite';

/** A message move task as it is kept; `started` in virtual epoch milliseconds, `rate` in messages a second. */
export type MoveTask = {
  readonly handle: string;
  readonly source: string;
  /** Undefined: each message goes back to where it came from. */
  readonly destination: string | undefined;
  readonly rate: number | undefined;
  readonly status: 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';
  readonly moved: number;
  readonly toMove: number;
  readonly failure: string | undefined;
  readonly started: number;
};

/** The SQL of message move tasks; each call commits by itself unless a transaction is open. */
export interface MoveTaskTables {
  /** Adds a task and forgets all but the latest ten of its source, which are all that can be listed. */
  insert(task: MoveTask): void;
  update(task: Pick<MoveTask, 'handle' | 'status' | 'moved' | 'failure'>): void;
  get(handle: string): MoveTask | undefined;
  running(): MoveTask[];
  /** The latest first. */
  ofSource(source: string, limit: number): MoveTask[];
}

const schema = `
  CREATE TABLE IF NOT EXISTS sqs_move_task (
    id INTEGER PRIMARY KEY AUTOINCREMENT, handle TEXT NOT NULL UNIQUE, source TEXT NOT NULL, destination TEXT, rate INTEGER,
    status TEXT NOT NULL, moved INTEGER NOT NULL, to_move INTEGER NOT NULL, failure TEXT, started INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS sqs_move_task_source ON sqs_move_task (source, id);`;

/** Creates the table when missing and prepares its statements. */
export function createMoveTaskTables(store: DatabaseSync): MoveTaskTables {
  store.exec(schema);
  const insert = store.prepare(`
    INSERT INTO sqs_move_task (handle, source, destination, rate, status, moved, to_move, failure, started)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const forget = store.prepare(`
    DELETE FROM sqs_move_task WHERE source = ?1
    AND id NOT IN (SELECT id FROM sqs_move_task WHERE source = ?1 ORDER BY id DESC LIMIT 10)`);
  const update = store.prepare('UPDATE sqs_move_task SET status = ?, moved = ?, failure = ? WHERE handle = ?');
  const get = store.prepare('SELECT * FROM sqs_move_task WHERE handle = ?');
  const running = store.prepare("SELECT * FROM sqs_move_task WHERE status = 'RUNNING' ORDER BY id");
  const ofSource = store.prepare('SELECT * FROM sqs_move_task WHERE source = ? ORDER BY id DESC LIMIT ?');

  return {
    insert: ({ handle, source, destination, rate, status, moved, toMove, failure, started }) => {
      const where = [handle, source, destination ?? null, rate ?? null] as const;
      insert.run(...where, status, moved, toMove, failure ?? null, started);
      forget.run(source);
    },
    update: ({ handle, status, moved, failure }) => void update.run(status, moved, failure ?? null, handle),
    get: (handle) => get.all(handle).map(toTask)[0],
    running: () => running.all().map(toTask),
    ofSource: (source, limit) => ofSource.all(source, limit).map(toTask),
  };
}

const optionalText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const ENDED = ['COMPLETED', 'CANCELLED', 'FAILED'] as const;

const toTask = (row: Record<string, unknown>): MoveTask => ({
  handle: String(row.handle),
  source: String(row.source),
  destination: optionalText(row.destination),
  rate: row.rate === null ? undefined : Number(row.rate),
  status: ENDED.find((status) => status === row.status) ?? 'RUNNING',
  moved: Number(row.moved),
  toMove: Number(row.to_move),
  failure: optionalText(row.failure),
  started: Number(row.started),
});
