import type { IncidentOverview } from '../../../../functions/ops/incident-responses.ts';
import { IncidentBadge } from '../incidents/incident-badge.tsx';
import { lasted } from '../incidents/incident-words.ts';
import { Moment } from '../moment.tsx';

/** The incidents that an alarm belongs to, the latest first. */
export function AlarmIncidents({ incidents, now }: { incidents: readonly IncidentOverview[]; now: string }) {
  if (incidents.length === 0) return <p class="soft">None of the latest incidents has this alarm.</p>;
  return (
    <ul class="alarm-incidents">
      {incidents.map((incident) => (
        <li key={incident.id}>
          <IncidentBadge of={incident.status} />{' '}
          <a href={`/ops/incidents/${encodeURIComponent(incident.id)}`}>{incident.title}</a>{' '}
          <span class="soft">
            <Moment at={incident.openedAt} now={now} />, {lasted(incident, now)}
          </span>
        </li>
      ))}
    </ul>
  );
}
