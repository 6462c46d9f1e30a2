import { checkedItems } from '../backup/backup-file.ts';
import type { Item } from '../backup/item-json.ts';
import { scanTable } from '../backup/scan-table.ts';
import { entityOf, keyOf, keyText, type TableAccess } from '../backup/table-access.ts';
import type { BackupContent } from './read-backup.ts';
import { isOfStage, isOfThen } from './table-content.ts';
import { BATCH, deleteItems, putItems } from './write-items.ts';

/** What the restoring of a table goes with. */
export type Restoring = {
  readonly table: TableAccess;
  readonly file: string;
  readonly content: BackupContent;
  /** Before each round of writes: throws when it must not go on. */
  readonly before: () => Promise<void>;
  /** Told how many items have been written. */
  readonly progress: (items: number) => void;
};

/** How many batches are written at the same time. */
const WRITERS = 4;

/** Written last: it is what holds the jobs. */
const isJobState = (item: Item): boolean => entityOf(item) === 'jobState';

async function writeRound(items: readonly Item[], write: (batch: readonly Item[]) => Promise<void>): Promise<void> {
  const starts = Array.from({ length: Math.ceil(items.length / BATCH) }, (_, index) => index * BATCH);
  await Promise.all(starts.map((start) => write(items.slice(start, start + BATCH))));
}

/** Does with all items, some batches at a time, what `write` does with a batch. */
async function inRounds(
  items: AsyncIterable<Item> | Iterable<Item>,
  { before }: Restoring,
  write: (batch: readonly Item[]) => Promise<void>,
): Promise<void> {
  let round: Item[] = [];
  const flush = async (): Promise<void> => {
    await before();
    await writeRound(round, write);
    round = [];
  };
  for await (const item of items) {
    round.push(item);
    if (round.length === WRITERS * BATCH) await flush();
  }
  await flush();
}

/** The keys of what the table holds that the backup does not, and those of what is about the stage itself. */
async function findLeftovers({ table, content }: Restoring) {
  const leftovers = { states: [] as Item[], others: [] as Item[] };
  const ofStage = new Set<string>();
  await scanTable(table, async (items) => {
    for (const item of items) {
      if (isOfStage(item)) ofStage.add(keyText(item));
      else if (!content.keys.has(keyText(item))) leftovers[isJobState(item) ? 'states' : 'others'].push(keyOf(item));
    }
  });
  return { leftovers, ofStage };
}

/** Makes the table what the backup says; it may be repeated from any point. Jobs are let go at the end. */
export async function restoreTable(restoring: Restoring): Promise<void> {
  const { table, file, content, progress } = restoring;
  // What a job writes meanwhile would be left over.
  await restoring.before();
  const { leftovers, ofStage } = await findLeftovers(restoring);
  const remove = (batch: readonly Item[]) => deleteItems(table, batch);
  let written = 0;
  const put = async (batch: readonly Item[]): Promise<void> => {
    await putItems(table, batch);
    written += batch.length;
    progress(written);
  };
  const states: Item[] = [];
  async function* others(): AsyncGenerator<Item> {
    for await (const item of checkedItems(file, content.sha256)) {
      if (isJobState(item)) states.push(item);
      else if (!isOfThen(item) && !ofStage.has(keyText(item))) yield item;
    }
  }
  await inRounds(leftovers.others, restoring, remove);
  await inRounds(others(), restoring, put);
  await restoring.before();
  await writeRound(states, put);
  await writeRound(leftovers.states, remove);
}
