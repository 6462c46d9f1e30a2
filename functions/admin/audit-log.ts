import { decodeTime, MAX_ULID } from 'ulid';
import * as z from 'zod/mini';
import { type AuditEntry, auditEntries } from '../lib/entities/audit-entry.ts';
import { milestones } from '../lib/entities/milestone.ts';
import { hourOf, monthOf } from '../lib/hour-of.ts';
import { isId } from '../lib/ids.ts';

const PREFIX = 'aud_';

/** Query of `GET /api/admin/audit`; the cursor is the last entry of the page before. */
export const AuditQuery = z.object({
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
  cursor: z.optional(
    z.string().check(
      z.refine((id) => isId('aud', id) && id.slice(PREFIX.length) <= MAX_ULID, {
        params: { rule: 'must be an earlier nextCursor' },
      }),
    ),
  ),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** An entry of the audit log as the API shows it. */
export type AuditView = Pick<AuditEntry, 'id' | 'actor' | 'action' | 'target'> & {
  readonly at: string;
  /** What changed, by name; null when the action says it all. */
  readonly details: unknown;
};

/** What the API tells of an entry. */
export function auditView({ id, at, actor, action, target, details }: AuditEntry): AuditView {
  const changed: unknown = details === undefined ? null : JSON.parse(details);
  return { id, at: new Date(at).toISOString(), actor, action, target, details: changed };
}

/** Months that are looked through when nothing tells when the shop began. */
const MONTHS = 24;

function monthBefore(month: string): string {
  return monthOf(hourOf(Date.parse(`${month}-01T00:00:00Z`) - 1));
}

/** The month before which there is nothing: that in which the shop was set up. */
async function firstMonth(last: string): Promise<string> {
  const { data } = await milestones().get({ name: 'sample-catalogue' }).go();
  if (data) return monthOf(hourOf(data.reachedAt));
  let month = last;
  for (let count = 1; count < MONTHS; count++) month = monthBefore(month);
  return month;
}

async function entriesOf(month: string, cursor: string | undefined, count: number): Promise<AuditEntry[]> {
  const all = auditEntries().query.byMonth({ month });
  const { data } = await (cursor === undefined ? all : all.lt({ id: cursor })).go({
    order: 'desc',
    consistent: true,
    ...{ count, limit: count },
  });
  return data;
}

/** One page of the audit log, newest first, from as many months as it takes, and the cursor of the next page if there is one. */
export async function readAuditLog(
  { limit, cursor }: AuditQuery,
  now: number,
): Promise<{
  page: AuditEntry[];
  nextCursor: string | null;
}> {
  const latest = cursor === undefined ? now : Math.min(now, decodeTime(cursor.slice(PREFIX.length)));
  const found: AuditEntry[] = [];
  let month = monthOf(hourOf(latest));
  const first = await firstMonth(month);
  for (; month >= first && found.length <= limit; month = monthBefore(month)) {
    found.push(...(await entriesOf(month, cursor, limit + 1 - found.length)));
  }
  const page = found.slice(0, limit);
  return { page, nextCursor: found.length > limit ? (page.at(-1)?.id ?? null) : null };
}
