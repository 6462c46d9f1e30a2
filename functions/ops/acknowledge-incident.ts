import type { Contact } from '../lib/channels/channel.ts';
import { env } from '../lib/env.ts';
import { isId } from '../lib/ids.ts';
import { contactOf } from '../lib/incidents/acknowledge-link.ts';
import { acknowledge } from '../lib/incidents/apply-change.ts';
import { changeGroup } from '../lib/incidents/change-group.ts';
import type { Incident } from '../lib/incidents/incident.ts';
import { planning } from '../lib/incidents/planning.ts';
import { Problem } from '../lib/problem.ts';
import { knownIncident } from './read-incidents.ts';

type Acknowledging = { readonly id: string; readonly by: string; readonly at: number };

/**
 * Acknowledges an incident, once: again, or by somebody else meanwhile, it changes nothing. 404 when there is no such incident,
 * 409 when it is over.
 */
export async function acknowledgeIncident(acknowledging: Acknowledging): Promise<Incident> {
  const { id, at } = acknowledging;
  const { group } = await knownIncident(id);
  const changed = await changeGroup(group, (before) => acknowledge(before, acknowledging), planning(at));
  const incident = changed?.incident ?? (await knownIncident(id));
  if (incident.status === 'resolved')
    throw new Problem(409, 'The incident is over: there is nothing to acknowledge any more.', { code: 'resolved' });
  return incident;
}

/** The contact for whom the token of a link stands; 403 when it is not genuine. */
function contactBehind(id: string, token: string): Contact {
  const contact = isId('inc', id) ? contactOf(token, id, env().linkKey) : undefined;
  if (contact !== undefined) return contact;
  throw new Problem(403, 'This link does not acknowledge this incident. Open it again as it was sent.', {
    code: 'link',
  });
}

/** The incident that a link would acknowledge; 403 when the link is not genuine, 404 when there is no such incident any more. */
export async function incidentByLink(id: string, token: string): Promise<Incident> {
  contactBehind(id, token);
  return knownIncident(id);
}

/** Acknowledges by the token of a link, which stands for a contact; 403 when it is not genuine. */
export async function acknowledgeByLink(id: string, token: string, at: number): Promise<Incident> {
  return acknowledgeIncident({ id, by: `contact:${contactBehind(id, token)}`, at });
}
