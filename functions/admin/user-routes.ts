import type { Api } from '../lib/context.ts';
import { given } from '../lib/given.ts';
import { readJson, validate } from '../lib/validate.ts';
import { actingOf } from './acting.ts';
import { changeLock, changeRole } from './change-user.ts';
import { adminUserView, listUsers, userOf } from './read-users.ts';
import { LockBody, RoleBody, UserQuery } from './user-request.ts';

/** Adds the routes of the people who have an account. */
export function addUserRoutes(api: Api): void {
  api.get('/api/admin/users', async (c) => {
    const { page, nextCursor } = await listUsers(validate(UserQuery, given(c.req.query())));
    return c.json({ users: page.map(adminUserView), nextCursor });
  });

  api.get('/api/admin/users/:id', async (c) => c.json({ user: adminUserView(await userOf(c.req.param('id'))) }));

  api.put('/api/admin/users/:id/role', async (c) => {
    const { role } = await readJson(c.req, RoleBody);
    return c.json({ user: adminUserView(await changeRole(c.req.param('id'), role, await actingOf(c))) });
  });

  api.put('/api/admin/users/:id/lock', async (c) => {
    const { locked } = await readJson(c.req, LockBody);
    return c.json({ user: adminUserView(await changeLock(c.req.param('id'), locked, await actingOf(c))) });
  });
}
