import { type AuditView, auditView } from '../../../functions/admin/audit-log.ts';
import { auditEntries } from '../../../functions/lib/entities/audit-entry.ts';

/** What the audit log tells of the target, of June 2026: the month of a test's requests. */
export async function audited(target: string): Promise<Pick<AuditView, 'action' | 'details'>[]> {
  const { data } = await auditEntries().query.byMonth({ month: '2026-06' }).go({ consistent: true, pages: 'all' });
  return data
    .filter((entry) => entry.target === target)
    .map(auditView)
    .map(({ action, details }) => ({ action, details }));
}
