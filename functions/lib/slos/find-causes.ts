import { encodeTime } from 'ulid';
import { SEVERITIES } from '../../../monitoring/resources.ts';
import type { Incident } from '../incidents/incident.ts';
import { listIncidents } from '../incidents/incident-store.ts';
import type { Cause, Violation } from './sla-report.ts';

const MINUTE = 60_000;
/** An alarm tells of a failure so long after its beginning, and is over so long after its end. */
const MARGIN = 30 * MINUTE;
const PAGE = 100;
/** The most of a violation, the worst ones: a report is one item of the table. */
const MOST = 10;
/** The longest that an incident is looked for before the time in question. */
const LONGEST = 7 * 86_400_000;

/** What every incident that opened then or later sorts after, as a cursor. */
const cursorAt = (at: number): string => `inc_${encodeTime(at)}${'0'.repeat(16)}`;

/** The incidents that may be the reason of what happened in a time (epoch milliseconds), newest first. */
export async function incidentsOf(from: number, to: number): Promise<readonly Incident[]> {
  const found: Incident[] = [];
  let cursor = cursorAt(to + MARGIN);
  for (;;) {
    const page = await listIncidents(PAGE, cursor);
    found.push(...page.filter(({ resolvedAt = Infinity }) => resolvedAt > from - MARGIN));
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE || last.openedAt < from - LONGEST) return found;
    cursor = last.id;
  }
}

const bySeverity = (a: Incident, b: Incident) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
const byAge = (a: Incident, b: Incident) => a.openedAt - b.openedAt;

/** The incidents that may be the reason of a violation: those that opened or lasted within half an hour of it, oldest first. */
export function causesOf({ from, to }: Violation, incidents: readonly Incident[]): readonly Cause[] {
  return incidents
    .filter(({ openedAt, resolvedAt = Infinity }) => openedAt < to + MARGIN && resolvedAt > from - MARGIN)
    .toSorted((a, b) => bySeverity(a, b) || byAge(a, b))
    .slice(0, MOST)
    .sort(byAge)
    .map(({ id, severity, group, alarms }) => ({ id, severity, title: alarms[0]?.title ?? group }));
}
