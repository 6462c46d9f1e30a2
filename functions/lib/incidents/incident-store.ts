import { incidents } from '../entities/incident.ts';
import { pages } from '../entities/page.ts';
import type { Incident } from './incident.ts';
import type { Page, PageStatus } from './page.ts';
import { isPagesCursor } from './pages-cursor.ts';

/** The incident of that id, if there is one. */
export async function readIncident(id: string): Promise<Incident | undefined> {
  const { data } = await incidents().get({ id }).go({ consistent: true });
  if (data === null) return undefined;
  const { list: _list, expiresAt: _expiresAt, ...incident } = data;
  return incident;
}

/** A page of incidents, newest first, after the one that the cursor names. */
export async function listIncidents(limit: number, cursor?: string): Promise<readonly Incident[]> {
  const all = incidents().query.byTime({ list: 'all' });
  const { data } = await (cursor === undefined ? all : all.lt({ id: cursor })).go({
    order: 'desc',
    ...{ count: limit, limit },
  });
  return data.map(({ list: _list, expiresAt: _expiresAt, ...incident }) => incident);
}

/** More groups of alarms than there are have no incident open at the same time. */
const MOST_OPEN = 100;

/** Incidents that are not over, newest first. */
export async function openIncidents(): Promise<readonly Incident[]> {
  const found = await Promise.all(
    (['open', 'acknowledged'] as const).map((status) =>
      incidents().query.byStatus({ status }).go({ order: 'desc', count: MOST_OPEN, limit: MOST_OPEN }),
    ),
  );
  const all = found.flatMap(({ data }) => data).sort((a, b) => (a.id < b.id ? 1 : -1));
  return all.map(({ list: _list, expiresAt: _expiresAt, ...incident }) => incident);
}

/** All that is, was or will be told of an incident, or a notice. */
export async function pagesAbout(about: string): Promise<readonly Page[]> {
  const { data } = await pages().query.byAbout({ about }).go({ consistent: true, pages: 'all' });
  return data.map(({ expiresAt: _expiresAt, ...page }) => page);
}

/** Pages of a status whose turn has come by a time (epoch milliseconds), the longest due first. */
export async function pagesDue(status: PageStatus, by: number, limit: number): Promise<readonly Page[]> {
  const { data } = await pages().query.byStatus({ status }).lte({ turnAt: by }).go({ count: limit, limit });
  return data.map(({ expiresAt: _expiresAt, ...page }) => page);
}

/** What people were told, the latest first, after the page that the cursor names; undefined where it names none. */
export async function pagesSent(
  limit: number,
  cursor?: string,
): Promise<{ readonly sent: readonly Page[]; readonly nextCursor: string | null } | undefined> {
  const query = pages().query.byStatus({ status: 'sent' });
  const { ExpressionAttributeValues: values } = query.params<{ ExpressionAttributeValues: Record<string, string> }>();
  const queried = { partitionKey: values[':pk'] ?? '', sortKeyPrefix: values[':sk1'] ?? '' };
  if (cursor !== undefined && !isPagesCursor(cursor, queried)) return undefined;
  const found = await query.go({ order: 'desc', count: limit, limit, cursor: cursor ?? null });
  return {
    sent: found.data.map(({ expiresAt: _expiresAt, ...page }) => page),
    nextCursor: found.data.length < limit ? null : found.cursor,
  };
}
