import { countedEvents } from '../lib/entities/counted.ts';
import type { LedgerEntry } from '../lib/entities/ledger-entry.ts';
import type { OrderEvent } from '../lib/entities/order-event.ts';

/** What BatchGetItem takes at once. */
const BATCH = 100;

async function allMarked(names: readonly string[]): Promise<boolean> {
  const { data, unprocessed } = await countedEvents()
    .get(names.map((name) => ({ name })))
    .go({ consistent: true });
  return unprocessed.length === 0 && data.length === names.length;
}

/** Whether the outbox has marked every one of these events as counted: none of them is still on its way to the metrics. */
export async function areCounted(
  events: readonly Pick<OrderEvent, 'orderId' | 'status'>[],
  ledger: readonly Pick<LedgerEntry, 'id'>[],
): Promise<boolean> {
  const names = [...events.map(({ orderId, status }) => `${orderId}#${status}`), ...ledger.map(({ id }) => id)];
  for (let start = 0; start < names.length; start += BATCH) {
    if (!(await allMarked(names.slice(start, start + BATCH)))) return false;
  }
  return true;
}
