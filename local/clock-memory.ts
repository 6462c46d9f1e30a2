import type { DatabaseSync } from 'node:sqlite';

/** Remembers virtual time through restarts: after a kill it is at most as far back as the last write. */
export interface ClockMemory {
  /** Virtual epoch milliseconds at which the clock stood last; 0 on a new data folder. */
  read(): number;
  write(now: number): void;
}

/** Opens the memory in the telemetry database. */
export function openClockMemory(store: DatabaseSync): ClockMemory {
  store.exec('CREATE TABLE IF NOT EXISTS clock (id INTEGER PRIMARY KEY CHECK (id = 1), now INTEGER NOT NULL)');
  const select = store.prepare('SELECT now FROM clock');
  const upsert = store.prepare(
    'INSERT INTO clock VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET now = max(now, excluded.now)',
  );
  let written = 0;
  return {
    read: () => Number(select.get()?.now ?? 0),
    write: (now) => {
      if (now === written) return;
      upsert.run(now);
      written = now;
    },
  };
}
