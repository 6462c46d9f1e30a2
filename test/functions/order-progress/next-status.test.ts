import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sandboxCarrier } from '../../../functions/lib/carrier.ts';
import type { Order } from '../../../functions/lib/entities/order.ts';
import { LONGEST_ANSWER } from '../../../functions/lib/partner-answer.ts';
import { sandboxGateway } from '../../../functions/lib/payments/sandbox-gateway.ts';
import { nextStatus } from '../../../functions/order-progress/next-status.ts';
import { NOON } from '../../support/http-event.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const silence = () => new Promise<never>(() => {});
const partners = {
  gateway: { ...sandboxGateway, invoicePaid: silence },
  carrier: { ...sandboxCarrier, track: silence },
};
const order: Order = {
  ...{ id: 'ord_1', userId: 'usr_1', totalCents: 2_000, currency: 'EUR', lines: [], createdAt: NOON },
  ...{ status: 'created', paymentMethod: 'invoice' },
};

test.each<[string, Order]>([
  ['payment provider', order],
  ['carrier', { ...order, status: 'shipped', trackingNumber: 'SC-1' }],
])('a %s that stays silent keeps no run: the order is left to the next', async (_, waiting) => {
  const status = expect(nextStatus(waiting, partners, NOON)).rejects.toThrow('No answer');
  await vi.advanceTimersByTimeAsync(LONGEST_ANSWER);
  await status;
});
