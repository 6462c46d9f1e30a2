import { describe, expect, test } from 'vitest';
import { isUnderWay, timeline } from '../../../web/src/orders/timeline.ts';

type Tracked = Parameters<typeof timeline>[0];

const at = (hour: number) => `2026-11-21T0${hour}:00:00.000Z`;
const ordered: Tracked = { status: 'created', paymentMethod: 'card', createdAt: at(1) };
const paid: Tracked = { ...ordered, status: 'paid', paidAt: at(1) };
const shipped: Tracked = { ...paid, status: 'shipped', shippedAt: at(2) };
const delivered: Tracked = { ...shipped, status: 'delivered', deliveredAt: at(3) };

const MARKS = { done: '+', next: '>', later: '-' } as const;
const drawn = (order: Tracked) =>
  timeline(order)
    .map(({ status, state }) => `${MARKS[state]}${status}`)
    .join(' ');

describe('the way of an order', () => {
  const cases: Record<string, [Tracked, string]> = {
    'that was placed': [ordered, '+created >paid -shipped -delivered'],
    'that is paid': [paid, '+created +paid >shipped -delivered'],
    'that is shipped': [shipped, '+created +paid +shipped >delivered'],
    'that has arrived': [delivered, '+created +paid +shipped +delivered'],
    'that was cancelled before it was paid': [
      { ...ordered, status: 'cancelled', cancelledAt: at(2) },
      '+created +cancelled',
    ],
    'that was cancelled after it was paid': [
      { ...paid, status: 'cancelled', cancelledAt: at(2) },
      '+created +paid +cancelled',
    ],
    'that was refunded after it had arrived': [
      { ...delivered, status: 'refunded', refundedAt: at(4) },
      '+created +paid +shipped +delivered +refunded',
    ],
  };
  test.each(Object.entries(cases))('%s', (_, [order, way]) => expect(drawn(order)).toBe(way));

  test('has the time of each station that it reached, and of no other', () => {
    expect(timeline(shipped).map((station) => station.at)).toEqual([at(1), at(1), at(2), undefined]);
  });
});

describe('an order waits', () => {
  const cases: Record<string, [Tracked, RegExp]> = {
    'for somebody to look at it, however it is paid': [
      { ...ordered, paymentMethod: 'invoice', review: 'pending' },
      /checked/,
    ],
    'for a transfer': [{ ...ordered, paymentMethod: 'invoice', review: 'approved' }, /transfer/],
    'for a payment': [ordered, /payment/],
    'to be packed': [paid, /packed/],
    'for the carrier': [shipped, /way/],
  };
  test.each(Object.entries(cases))('%s', (_, [order, says]) => {
    const next = timeline(order).find(({ state }) => state === 'next');
    expect(next?.note).toMatch(says);
  });
});

test('an order is looked at again until nothing happens to it by itself', () => {
  expect([ordered, paid, shipped].map(isUnderWay)).toEqual([true, true, true]);
  expect(isUnderWay(delivered)).toBe(false);
  expect((['cancelled', 'refunded'] as const).map((status) => isUnderWay({ status }))).toEqual([false, false]);
});
