import { ledgerEntries } from '../lib/entities/ledger-entry.ts';
import { type Order, orders } from '../lib/entities/order.ts';
import { type OrderEvent, orderEvents } from '../lib/entities/order-event.ts';
import { areCounted } from './are-counted.ts';
import { addEntry, addEvent, addSale, type HourTotals, noTotals } from './hour-totals.ts';
import { pagesOf } from './pages-of.ts';

/** What BatchGetItem takes at once. */
const BATCH = 100;

/** What an hour comes to, and whether the outbox has marked all of it as counted. */
type HourRead = { readonly totals: HourTotals; readonly counted: boolean };

async function ordersById(ids: readonly string[]): Promise<Order[]> {
  const { data, unprocessed } = await orders()
    .get(ids.map((id) => ({ id })))
    .go();
  if (unprocessed.length > 0) throw new Error(`DynamoDB left ${unprocessed.length} orders unread.`);
  return data;
}

async function addSales(totals: HourTotals, events: readonly OrderEvent[]): Promise<void> {
  const paid = events.filter(({ status }) => status === 'paid').map(({ orderId }) => orderId);
  for (let start = 0; start < paid.length; start += BATCH) {
    const found = await ordersById(paid.slice(start, start + BATCH));
    for (const line of found.flatMap(({ lines }) => lines)) addSale(totals, line);
  }
}

/** Reads an hour (`2026-11-21T09`) page by page: its orders' events with what customers were sold, and its movements of store credit. */
export async function readHour(hour: string): Promise<HourRead> {
  const totals = noTotals();
  let counted = true;
  const mark = async (names: readonly string[]) => {
    counted &&= await areCounted(names);
  };
  for await (const all of pagesOf((cursor) => orderEvents().query.byHour({ hour }).go({ cursor }))) {
    const page = all.filter(({ synthetic }) => synthetic === undefined);
    for (const event of page) addEvent(totals, event);
    await addSales(totals, page);
    await mark(page.map(({ orderId, status }) => `${orderId}#${status}`));
  }
  for await (const page of pagesOf((cursor) => ledgerEntries().query.byHour({ hour }).go({ cursor }))) {
    for (const entry of page) addEntry(totals, entry);
    await mark(page.map(({ id }) => id));
  }
  return { totals, counted };
}
