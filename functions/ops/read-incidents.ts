import { SEVERITIES } from '../../monitoring/resources.ts';
import { isId } from '../lib/ids.ts';
import type { Incident } from '../lib/incidents/incident.ts';
import { listIncidents, openIncidents, pagesAbout, readIncident } from '../lib/incidents/incident-store.ts';
import { notesOf } from '../lib/incidents/notes.ts';
import { notFound } from '../lib/problem.ts';
import type { Incidents, OneIncident } from './incident-responses.ts';
import { incidentDetail, incidentOverview } from './incident-view.ts';
import type { IncidentsQuery } from './ops-query.ts';

const bySeverity = (a: Incident, b: Incident) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);

/** One page of incidents, newest first; `now` is in epoch ms. */
export async function incidentsAnswer({ limit, cursor }: IncidentsQuery, now: number): Promise<Incidents> {
  const [open, found] = await Promise.all([openIncidents(), listIncidents(limit + 1, cursor)]);
  const incidents = found.slice(0, limit);
  const nextCursor = found.length > limit ? (incidents.at(-1)?.id ?? null) : null;
  return {
    generatedAt: new Date(now).toISOString(),
    open: open.toSorted(bySeverity).map(incidentOverview),
    incidents: incidents.map(incidentOverview),
    nextCursor,
  };
}

/** The incident of that id; 404 when there is none. */
export async function knownIncident(id: string): Promise<Incident> {
  const incident = isId('inc', id) ? await readIncident(id) : undefined;
  if (incident === undefined) throw notFound('incident');
  return incident;
}

/** One incident with all that is told of it; 404 when there is none of that id. `now` is in epoch ms. */
export async function incidentAnswer(id: string, now: number): Promise<OneIncident> {
  const incident = await knownIncident(id);
  const [pages, notes] = await Promise.all([pagesAbout(id), notesOf(id)]);
  return { generatedAt: new Date(now).toISOString(), incident: incidentDetail(incident, { pages, notes }, now) };
}
