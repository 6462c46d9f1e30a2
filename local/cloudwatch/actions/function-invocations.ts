import type { DatabaseSync } from 'node:sqlite';
import { type JsonObject, parseJsonObject } from '../../aws/json.ts';
import type { Clock } from '../../clock.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS cloudwatch_invocation (
    id INTEGER PRIMARY KEY, function_arn TEXT NOT NULL, payload TEXT NOT NULL, attempts INTEGER NOT NULL
  ) STRICT;`;
/** Waits before the two retries that Lambda makes of an asynchronous invocation that fails. */
const RETRY_DELAYS_MS = [60_000, 120_000];
/** Wait after a start before what a stop interrupted goes on, so that the functions are there. */
export const RESUME_DELAY_MS = 1000;

/** Invokes a function with an event; rejects when the invocation fails, with RangeError when there is no such function. */
export type InvokeFunction = (functionArn: string, payload: JsonObject) => Promise<unknown>;

/** Asynchronous invocations of functions by alarms; those not done survive a restart. */
export interface FunctionInvocations {
  /** Stores an invocation, within the caller's transaction if there is one, and gives what starts it. */
  accept(functionArn: string, payload: JsonObject): () => void;
  /** Goes on with what a stop interrupted. */
  resume(): void;
}

export type FunctionInvocationsOptions = {
  readonly store: DatabaseSync;
  readonly clock: Pick<Clock, 'now' | 'at' | 'run'>;
  readonly invoke: InvokeFunction;
  /** Told of an invocation that is given up. */
  readonly onError: (error: unknown) => void;
};

/** Opens the invocations, making their table on first use. */
export function openFunctionInvocations(options: FunctionInvocationsOptions): FunctionInvocations {
  const { store, clock } = options;
  store.exec(SCHEMA);
  const add = store.prepare('INSERT INTO cloudwatch_invocation (function_arn, payload, attempts) VALUES (?, ?, 0)');
  const find = store.prepare('SELECT * FROM cloudwatch_invocation WHERE id = ?');
  const count = store.prepare('UPDATE cloudwatch_invocation SET attempts = ? WHERE id = ?');
  const remove = store.prepare('DELETE FROM cloudwatch_invocation WHERE id = ?');

  async function attempt(id: number): Promise<void> {
    const row = find.get(id);
    if (row === undefined) return;
    const functionArn = String(row.function_arn);
    const attempts = Number(row.attempts) + 1;
    try {
      await options.invoke(functionArn, parseJsonObject(String(row.payload)) ?? {});
      remove.run(id);
    } catch (error) {
      const delay = error instanceof RangeError ? undefined : RETRY_DELAYS_MS[attempts - 1];
      if (delay === undefined) giveUp(id, functionArn, error);
      else {
        count.run(attempts, id);
        startAt(id, clock.now() + delay);
      }
    }
  }

  function giveUp(id: number, functionArn: string, cause: unknown): void {
    remove.run(id);
    options.onError(new Error(`The alarm action ${functionArn} failed: ${cause}`, { cause }));
  }

  const start = (id: number): void => clock.run(attempt(id));
  const startAt = (id: number, time: number): void => void clock.at(time, () => start(id));

  return {
    accept(functionArn, payload) {
      const id = Number(add.run(functionArn, JSON.stringify(payload)).lastInsertRowid);
      return () => start(id);
    },
    resume() {
      for (const { id } of store.prepare('SELECT id FROM cloudwatch_invocation ORDER BY id').all()) {
        startAt(Number(id), clock.now() + RESUME_DELAY_MS);
      }
    },
  };
}
