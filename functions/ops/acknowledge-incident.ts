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

/** The same by the token of a link, which stands for a contact; 403 when it is not genuine. */
export async function acknowledgeByLink(id: string, token: string, at: number): Promise<Incident> {
  const contact = isId('inc', id) ? contactOf(token, id, env().linkKey) : undefined;
  if (contact === undefined)
    throw new Problem(403, 'This link does not acknowledge this incident. Open it again as it was sent.', {
      code: 'link',
    });
  return acknowledgeIncident({ id, by: `contact:${contact}`, at });
}
