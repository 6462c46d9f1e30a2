import { reachable } from '../lib/channels/directory.ts';
import { escalate } from '../lib/incidents/apply-change.ts';
import { changeGroup } from '../lib/incidents/change-group.ts';
import { pagesAbout } from '../lib/incidents/incident-store.ts';
import { planning } from '../lib/incidents/planning.ts';
import { Problem } from '../lib/problem.ts';
import { escalationOf } from './incident-view.ts';
import { knownIncident } from './read-incidents.ts';

type Escalating = { readonly id: string; readonly by: string; readonly at: number };

/**
 * Has the next contact told of an incident now, once: the function `dispatch` does it within a minute. Again, or when they were
 * told already, it changes nothing. 404 when there is no such incident, 409 when it is over or no channel reaches them.
 */
export async function escalateIncident(escalating: Escalating): Promise<void> {
  const { id, at } = escalating;
  const incident = await knownIncident(id);
  const escalation = escalationOf(incident, await pagesAbout(id), reachable().next.length > 0);
  switch (escalation) {
    case 'over':
      throw new Problem(409, 'The incident is over: nobody else needs to be told.', { code: 'resolved' });
    case 'nobody':
      throw new Problem(409, 'No channel reaches the next contact. Set one up (docs/operations.md).', {
        code: 'unreachable',
      });
    case 'done':
      return;
    case 'possible':
      await changeGroup(incident.group, (before) => escalate(before, escalating), planning(at));
      return;
    default:
      return escalation satisfies never;
  }
}
