import * as z from 'zod/mini';
import { ORDER_STATUSES, PAYMENT_METHODS } from '../../monitoring/dimensions.ts';
import { CURRENCY } from '../lib/money.ts';
import type { OrderView } from './order-view.ts';

const cents = z.int().check(z.minimum(0));
const time = z.iso.datetime();

/** An order as the API shows it to whoever placed it. */
export const Order = z
  .object({
    id: z.string(),
    status: z.enum(ORDER_STATUSES),
    totalCents: cents,
    currency: z.literal(CURRENCY),
    paymentMethod: z.enum(PAYMENT_METHODS),
    lines: z.array(
      z.object({ productId: z.string(), name: z.string(), quantity: z.int().check(z.minimum(1)), priceCents: cents }),
    ),
    shipping: z
      .nullable(
        z.object({
          name: z.string(),
          street: z.string(),
          city: z.string(),
          postcode: z.string(),
          country: z.string(),
        }),
      )
      .check(z.describe('Null once the account is deleted.')),
    createdAt: time,
    paidAt: z.exactOptional(time),
    shippedAt: z.exactOptional(time),
    deliveredAt: z.exactOptional(time),
    cancelledAt: z.exactOptional(time),
    refundedAt: z.exactOptional(time),
    review: z
      .exactOptional(z.enum(['pending', 'approved', 'rejected']))
      .check(z.describe('Set when the order is or was looked at before it is shipped.')),
    trackingNumber: z.exactOptional(z.string()).check(z.describe('The carrier’s number of the parcel.')),
    creditedCents: cents.check(
      z.describe('What came back as store credit when the order was cancelled or refunded, in cents.'),
    ),
    history: z
      .array(z.object({ status: z.enum(ORDER_STATUSES), at: time }))
      .check(z.describe('What the order went through, oldest first.')),
  })
  .register(z.globalRegistry, { id: 'Order' }) satisfies z.ZodMiniType<OrderView>;

/** An order that is on its way, for examples. */
export const orderExample: OrderView = {
  id: 'ord_01JZ8Q4M6T9V3B5C7D9F1G3H5J',
  status: 'shipped',
  totalCents: 2900,
  currency: CURRENCY,
  paymentMethod: 'card',
  lines: [{ productId: 'prd_01JZ8Q4M6T9V3B5C7D9F1G3H5J', name: 'Stoneware mug', quantity: 2, priceCents: 1450 }],
  shipping: { name: 'Sample Shopper', street: '1 Sample Street', city: 'Sampleton', postcode: '12345', country: 'NL' },
  createdAt: '2026-06-01T12:00:00.000Z',
  paidAt: '2026-06-01T12:00:00.000Z',
  shippedAt: '2026-06-01T12:00:06.000Z',
  trackingNumber: 'SC-0MPV56HQO-1A2B3C4D',
  creditedCents: 0,
  history: [
    { status: 'created', at: '2026-06-01T12:00:00.000Z' },
    { status: 'paid', at: '2026-06-01T12:00:00.000Z' },
    { status: 'shipped', at: '2026-06-01T12:00:06.000Z' },
  ],
};
