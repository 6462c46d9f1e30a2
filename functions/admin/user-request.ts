import * as z from 'zod/mini';
import { ROLES } from '../lib/entities/session.ts';
import { isId } from '../lib/ids.ts';

/** Whether a path's parameter may be a user's id. */
export const isUserId = (id: string) => isId('usr', id);

/** Query of `GET /api/admin/users`: the user of that very address, or a page of all of them. */
export const UserQuery = z.object({
  email: z.optional(z.email().check(z.maxLength(254))),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
  cursor: z.optional(z.string().check(z.refine(isUserId, { params: { rule: 'must be an earlier nextCursor' } }))),
});
export type UserQuery = z.infer<typeof UserQuery>;

/** Body of `PUT /api/admin/users/{id}/role`. */
export const RoleBody = z.object({ role: z.enum(ROLES) });

/** Body of `PUT /api/admin/users/{id}/lock`. */
export const LockBody = z.object({ locked: z.boolean() });
