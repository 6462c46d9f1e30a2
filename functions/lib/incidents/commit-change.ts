import { createWriteTransaction } from 'electrodb';
import { type Audited, auditEntryOf, MONITORING } from '../audit-entry.ts';
import { auditEntries } from '../entities/audit-entry.ts';
import { incidents } from '../entities/incident.ts';
import { incidentGroups } from '../entities/incident-group.ts';
import { pages } from '../entities/page.ts';
import { once } from '../once.ts';
import { type Outcome, transact } from '../transact.ts';
import type { AlarmGroup } from './alarm-group.ts';
import type { GroupChange, IncidentEvent } from './apply-change.ts';
import { expiry, INCIDENT_DAYS } from './expiry.ts';
import type { Incident } from './incident.ts';
import type { Page } from './page.ts';

const entities = once(() => ({
  auditEntry: auditEntries(),
  incident: incidents(),
  incidentGroup: incidentGroups(),
  page: pages(),
}));

const PAGE_DAYS = 90;

/** A page as the table keeps it. */
export function pageItem(page: Page, now: number) {
  return { ...page, expiresAt: expiry(now, PAGE_DAYS) };
}

/** A group as it was read: `revision` 0 when the table has none. */
export type StoredGroup = AlarmGroup & { readonly revision: number };

/** The group as the table keeps it; nothing is known of it before its first alarm. */
export async function readGroup(group: string): Promise<StoredGroup> {
  const { data } = await incidentGroups().get({ group }).go({ consistent: true });
  return data ?? { group, alarms: {}, revision: 0 };
}

const AUDITED = {
  opened: 'incident.open',
  reopened: 'incident.reopen',
  raised: 'incident.raise',
  acknowledged: 'incident.acknowledge',
  escalated: 'incident.escalate',
  resolved: 'incident.resolve',
} as const satisfies Readonly<Record<IncidentEvent, string>>;

/** Whoever has made the incident so, where that was a person. */
function personBehind({ acknowledgedBy, escalatedBy }: Incident, event: IncidentEvent): string | undefined {
  if (event === 'acknowledged') return acknowledgedBy;
  return event === 'escalated' ? escalatedBy : undefined;
}

function auditedOf(incident: Incident, event: IncidentEvent, now: number): Audited {
  const { id, severity, group } = incident;
  const actor = personBehind(incident, event) ?? MONITORING;
  return { actor, action: AUDITED[event], target: id, details: { group, severity }, now };
}

/**
 * Keeps what a change made of a group, with its incident, its audit entries and whoever is to be told: all of it or nothing,
 * and nothing when the group has changed since it was read. Throws what `transact` throws.
 */
export function commitChange(
  before: StoredGroup,
  { group, incident, events }: GroupChange,
  pagesToCome: readonly Page[],
  now: number,
): Promise<Outcome> {
  const write = createWriteTransaction(entities(), (table) => [
    table.incidentGroup
      .put({ ...group, revision: before.revision + 1 })
      .where(({ revision }, { eq, notExists }) =>
        before.revision === 0 ? notExists(revision) : eq(revision, before.revision),
      )
      .commit(),
    ...(incident === undefined
      ? []
      : [table.incident.put({ ...incident, expiresAt: expiry(now, INCIDENT_DAYS) }).commit()]),
    ...(incident === undefined
      ? []
      : events.map((event) => table.auditEntry.create(auditEntryOf(auditedOf(incident, event, now))).commit())),
    ...pagesToCome.map((page) => table.page.create(pageItem(page, now)).commit()),
  ]);
  return transact((token) => write.go({ token }));
}
