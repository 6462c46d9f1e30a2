import type { Api } from '../lib/context.ts';
import { given } from '../lib/given.ts';
import type { Incident } from '../lib/incidents/incident.ts';
import { signedIn } from '../lib/session.ts';
import { readJson, validate } from '../lib/validate.ts';
import { acknowledgeByLink, acknowledgeIncident, incidentByLink } from './acknowledge-incident.ts';
import { escalateIncident } from './escalate-incident.ts';
import { AcknowledgeRequest, NoteRequest } from './incident-schemas.ts';
import { incidentOverview } from './incident-view.ts';
import { noteIncident } from './note-incident.ts';
import { IncidentsQuery } from './ops-query.ts';
import { incidentAnswer, incidentsAnswer } from './read-incidents.ts';

/** No more than whoever has the link was told before. */
function linked(incident: Incident) {
  const { id, title, status, openedAt } = incidentOverview(incident);
  return { id, title, status, openedAt };
}

function addLinkRoutes(api: Api): void {
  api.post('/api/incidents/:id', async (c) => {
    const { token } = await readJson(c.req, AcknowledgeRequest);
    return c.json(linked(await incidentByLink(c.req.param('id'), token)));
  });

  api.post('/api/incidents/:id/acknowledge', async (c) => {
    const { token } = await readJson(c.req, AcknowledgeRequest);
    return c.json(linked(await acknowledgeByLink(c.req.param('id'), token, c.var.now)));
  });
}

/** Adds the routes about incidents, those of links in notifications among them. */
export function addIncidentRoutes(api: Api): void {
  api.get('/api/ops/incidents', async (c) =>
    c.json(await incidentsAnswer(validate(IncidentsQuery, given(c.req.query())), c.var.now)),
  );

  api.get('/api/ops/incidents/:id', async (c) => c.json(await incidentAnswer(c.req.param('id'), c.var.now)));

  api.post('/api/ops/incidents/:id/acknowledge', async (c) => {
    const { userId: by } = await signedIn(c);
    const id = c.req.param('id');
    await acknowledgeIncident({ id, by, at: c.var.now });
    return c.json(await incidentAnswer(id, c.var.now));
  });

  api.post('/api/ops/incidents/:id/escalate', async (c) => {
    const { userId: by } = await signedIn(c);
    const id = c.req.param('id');
    await escalateIncident({ id, by, at: c.var.now });
    return c.json(await incidentAnswer(id, c.var.now));
  });

  api.post('/api/ops/incidents/:id/notes', async (c) => {
    const { userId: by } = await signedIn(c);
    const { text } = await readJson(c.req, NoteRequest);
    const id = c.req.param('id');
    await noteIncident({ id, by, at: c.var.now, text, key: c.req.header('idempotency-key') });
    return c.json(await incidentAnswer(id, c.var.now));
  });

  addLinkRoutes(api);
}
