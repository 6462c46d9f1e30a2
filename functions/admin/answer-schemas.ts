import * as z from 'zod/mini';
import { ORDER_STATUSES, PAYMENT_METHODS } from '../../monitoring/dimensions.ts';
import { ORDER_ACTORS } from '../lib/entities/order-event.ts';
import { ROLES } from '../lib/entities/session.ts';
import type { AuditView } from './audit-log.ts';
import type { ItemView } from './item-view.ts';
import type { AdminOrderView, HistoryView } from './order-view.ts';
import type { AdminProductView } from './product-view.ts';
import type { AdminUserView } from './read-users.ts';

const instant = z.iso.datetime();
const count = z.int().check(z.minimum(0));
const cents = z.int().check(z.minimum(0), z.describe('In cents.'));

/** Where a list goes on. */
export const nextCursor = z
  .nullable(z.string())
  .check(z.describe('The `cursor` of the next page; null on the last one.'));

/** A product as admins see it. */
export const AdminProduct = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    category: z.string(),
    priceCents: cents,
    costCents: z.nullable(cents).check(z.describe('What one of it costs the shop; null when unknown.')),
    stock: count,
    revision: count.check(z.describe('How often it has been edited; to be sent with the next edit.')),
    picture: z.string().check(z.describe('Path of its picture.')),
    uploaded: z.boolean().check(z.describe('Whether the picture was uploaded, not drawn.')),
    createdAt: instant,
  })
  .register(z.globalRegistry, { id: 'AdminProduct' }) satisfies z.ZodMiniType<AdminProductView>;

/** A product as the inventory shows it. */
export const Item = z
  .object({
    id: z.string(),
    name: z.string(),
    unitPrice: z.number().check(z.minimum(0), z.describe('In the shop’s currency, with at most two decimals.')),
    quantity: count,
  })
  .register(z.globalRegistry, { id: 'Item' }) satisfies z.ZodMiniType<ItemView>;

/** A user as admins see them. */
export const AdminUser = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    locked: z.boolean(),
    createdAt: instant,
  })
  .register(z.globalRegistry, { id: 'AdminUser' }) satisfies z.ZodMiniType<AdminUserView>;

const line = z.object({
  productId: z.string(),
  name: z.string(),
  quantity: z.int().check(z.minimum(1)),
  priceCents: cents,
  costCents: z.exactOptional(cents),
});

const order = {
  id: z.string(),
  userId: z.string().check(z.describe('Of a deleted account, a name that leads to nobody.')),
  status: z.enum(ORDER_STATUSES),
  totalCents: cents,
  currency: z.string(),
  lines: z.array(line),
  paymentMethod: z.enum(PAYMENT_METHODS),
  shipping: z.nullable(
    z.object({
      name: z.string(),
      street: z.string(),
      city: z.string(),
      postcode: z.string(),
      country: z.string(),
    }),
  ),
  review: z.nullable(z.enum(['pending', 'approved', 'rejected'])),
  fraudRules: z.array(z.string()).check(z.describe('The rules that held it for review.')),
  trackingNumber: z.nullable(z.string()),
  createdAt: instant,
  moves: z.array(z.enum(ORDER_STATUSES)).check(z.describe('The statuses that an admin may move it to now.')),
} as const;

/** An order as admins see it. */
export const AdminOrder = z
  .object(order)
  .register(z.globalRegistry, { id: 'AdminOrder' }) satisfies z.ZodMiniType<AdminOrderView>;

/** An order with its history. */
export const AdminOrderDetail = z
  .object({
    ...order,
    history: z.array(z.object({ status: z.enum(ORDER_STATUSES), at: instant, actor: z.enum(ORDER_ACTORS) })),
  })
  .register(z.globalRegistry, { id: 'AdminOrderDetail' }) satisfies z.ZodMiniType<
  AdminOrderView & { readonly history: readonly HistoryView[] }
>;

/** An entry of the audit log. */
export const AuditLogEntry = z
  .object({
    id: z.string(),
    at: instant,
    actor: z.string().check(z.describe('An admin’s user id, or `operator`.')),
    action: z.string(),
    target: z.string(),
    details: z.unknown().check(z.describe('What changed, by name; null when the action says it all.')),
  })
  .register(z.globalRegistry, { id: 'AuditLogEntry' }) satisfies z.ZodMiniType<AuditView>;
