import type { Api } from '../lib/context.ts';
import { given } from '../lib/given.ts';
import { validate } from '../lib/validate.ts';
import { AuditQuery, auditView, readAuditLog } from './audit-log.ts';

/** Adds the route of what admins did. */
export function addAuditRoutes(api: Api): void {
  api.get('/api/admin/audit', async (c) => {
    const { page, nextCursor } = await readAuditLog(validate(AuditQuery, given(c.req.query())), c.var.now);
    return c.json({ entries: page.map(auditView), nextCursor });
  });
}
