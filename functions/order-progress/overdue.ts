import type { Line } from '../lib/emit.ts';
import type { Order } from '../lib/entities/order.ts';

/** A paid order is to be shipped within so long, in milliseconds: the objective of order freshness. */
const TIME_TO_SHIP = 15 * 60_000;

/**
 * Counts the time that a paid order has waited already, once it is too long: an order that is never shipped would not be told
 * of otherwise. What a person had to look at waits for the person, and what is no customer's for nobody.
 */
export function tellOverdue({ status, paidAt, review, synthetic }: Order, line: Line, now: number): void {
  if (status !== 'paid' || paidAt === undefined || review !== undefined || synthetic !== undefined) return;
  if (now - paidAt > TIME_TO_SHIP) line.emit('timeToShip', (now - paidAt) / 1000, {});
}
