import { countedEvents } from '../lib/entities/counted.ts';

/** What BatchGetItem takes at once. */
const BATCH = 100;

async function allMarked(names: readonly string[]): Promise<boolean> {
  const { data, unprocessed } = await countedEvents()
    .get(names.map((name) => ({ name })))
    .go({ consistent: true });
  return unprocessed.length === 0 && data.length === names.length;
}

/** Whether the outbox has marked every one of these events, by its name, as counted. */
export async function areCounted(names: readonly string[]): Promise<boolean> {
  for (let start = 0; start < names.length; start += BATCH) {
    if (!(await allMarked(names.slice(start, start + BATCH)))) return false;
  }
  return true;
}
