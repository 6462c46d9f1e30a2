import { isConditionFailure } from '../lib/condition.ts';
import type { Line } from '../lib/emit.ts';
import { countedEvents } from '../lib/entities/counted.ts';
import type { ShopEvent } from './shop-event.ts';

/** How long it is remembered that an event was counted, in seconds. */
const REMEMBERED = 3 * 86_400;

function nameOf(event: ShopEvent): string {
  return event.type === 'order' ? `${event.orderId}#${event.status}` : event.id;
}

/** Marks the event as counted; false when it has been before. */
async function mark(event: ShopEvent): Promise<boolean> {
  const expiresAt = Math.floor(event.at / 1000) + REMEMBERED;
  try {
    await countedEvents()
      .create({ name: nameOf(event), expiresAt })
      .go();
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

function emit(event: ShopEvent, line: Line): void {
  if (event.type === 'wallet') {
    line.emit('walletCents', Math.abs(event.amountCents), { Movement: event.movement }, event.at);
    return;
  }
  const { status, at, paidAt, totalCents, costCents } = event;
  line.emit('orders', 1, { Status: status }, at);
  if (paidAt !== undefined) line.emit('timeToShip', (at - paidAt) / 1000, {}, at);
  if (status !== 'paid') return;
  line.emit('revenueCents', totalCents, {}, at);
  line.emit('grossMarginCents', totalCents - costCents, {}, at);
}

/**
 * Adds the event to the metrics at its own time, once however often the stream delivers it. It is marked first: what a crash
 * before the line is written loses is less harm than what would be counted twice, and the sales roll-up makes up for it. What
 * is no customer's is not counted.
 */
export async function countEvent(event: ShopEvent, line: Line): Promise<void> {
  if (event.type === 'order' && !event.ofCustomer) return;
  if (await mark(event)) emit(event, line);
}
