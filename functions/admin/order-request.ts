import * as z from 'zod/mini';
import { ORDER_STATUSES } from '../../monitoring/dimensions.ts';
import { isId } from '../lib/ids.ts';
import { isDeletedUser } from '../lib/open-account.ts';
import { isUserId } from './user-request.ts';

/** Whether a path's parameter may be an order's id. */
export const isOrderId = (id: string) => isId('ord', id);

const cursor = z.string().check(z.refine(isOrderId, { params: { rule: 'must be an earlier nextCursor' } }));
const limit = z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50);
const time = z.iso.datetime({ offset: true });

/** Query of `GET /api/admin/orders`: an order's id, or a page of those that meet all the rest; times of creation, `to` excluded. */
export const OrderListQuery = z.object({
  id: z.optional(z.string().check(z.maxLength(40))),
  status: z.optional(z.enum(ORDER_STATUSES)),
  userId: z.optional(
    z.string().check(z.refine((id) => isUserId(id) || isDeletedUser(id), { params: { rule: 'must be a user’s id' } })),
  ),
  from: z.optional(time),
  to: z.optional(time),
  limit,
  cursor: z.optional(cursor),
});
export type OrderListQuery = z.infer<typeof OrderListQuery>;

/** Query of `GET /api/admin/reviews`; the cursor is the last order of the page before. */
export const ReviewListQuery = z.object({ limit, cursor: z.optional(cursor) });
export type ReviewListQuery = z.infer<typeof ReviewListQuery>;

/** Body of `POST /api/admin/orders/{id}/status`. */
export const StatusBody = z.object({ status: z.enum(ORDER_STATUSES) });

/** Body of `POST /api/admin/reviews/{orderId}`. */
export const DecisionBody = z.object({ decision: z.enum(['approve', 'reject']) });
export type Decision = z.infer<typeof DecisionBody>['decision'];
