import type { AuditView } from './audit-log.ts';
import type { ItemView } from './item-view.ts';
import type { AdminOrderView, HistoryView } from './order-view.ts';
import type { AdminProductView } from './product-view.ts';
import type { AdminUserView } from './read-users.ts';

const PRODUCT = 'prd_01JZ8Q4M6T9V3B5C7D9F1G3H5J';
const CREATED = '2026-11-21T09:00:00.000Z';

/** A product, for examples. */
export const adminProductExample: AdminProductView = {
  id: PRODUCT,
  name: 'Stoneware mug',
  description: 'Holds 350 ml and keeps its warmth.',
  category: 'Kitchen',
  priceCents: 1450,
  costCents: 620,
  stock: 12,
  revision: 3,
  picture: `/api/products/${PRODUCT}/picture`,
  uploaded: false,
  createdAt: CREATED,
};

/** The same product as an item. */
export const itemExample: ItemView = { id: PRODUCT, name: 'Stoneware mug', unitPrice: 14.5, quantity: 12 };

/** A user, for examples. */
export const adminUserExample: AdminUserView = {
  id: 'usr_01JZ8Q4M6T9V3B5C7D9F1G3H5J',
  email: 'somebody@mail.example',
  name: 'Somebody',
  role: 'customer',
  locked: false,
  createdAt: CREATED,
};

/** An order, for examples. */
export const adminOrderExample: AdminOrderView = {
  id: 'ord_01JZ8Q4M6T9V3B5C7D9F1G3H5J',
  userId: adminUserExample.id,
  status: 'paid',
  totalCents: 2900,
  currency: 'EUR',
  lines: [{ productId: PRODUCT, name: 'Stoneware mug', quantity: 2, priceCents: 1450, costCents: 620 }],
  paymentMethod: 'card',
  shipping: { name: 'Somebody', street: '1 Sample Street', city: 'Sampleton', postcode: '12345', country: 'NL' },
  review: null,
  fraudRules: [],
  trackingNumber: null,
  createdAt: CREATED,
  moves: ['shipped', 'cancelled', 'refunded'],
};

/** Its history. */
export const historyExample: readonly HistoryView[] = [
  { status: 'created', at: CREATED, actor: 'customer' },
  { status: 'paid', at: CREATED, actor: 'customer' },
];

/** An entry of the audit log, for examples. */
export const auditExample: AuditView = {
  id: 'aud_01JZ8Q4M6T9V3B5C7D9F1G3H5J',
  at: CREATED,
  actor: 'usr_01JZ8Q4M6T9V3B5C7D9F1G3H5K',
  action: 'product.update',
  target: PRODUCT,
  details: { priceCents: { from: 1350, to: 1450 } },
};
