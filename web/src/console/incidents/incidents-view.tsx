import '../alarms/alarms.css';
import './incidents.css';
import type { IncidentOverview, Incidents } from '../../../../functions/ops/incident-responses.ts';
import type { Alarms } from '../../../../functions/ops/responses.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { consoleApi } from '../console-api.ts';
import { LiveView } from '../live-view.tsx';
import { Moment } from '../moment.tsx';
import { Severity } from '../severity.tsx';
import { useEarlier } from '../use-earlier.ts';
import type { Live } from '../use-live.ts';
import { IncidentBadge } from './incident-badge.tsx';
import { incidentsNow, type Peak, peakWords } from './incident-now.ts';
import { lasted } from './incident-words.ts';
import { Person } from './person.tsx';

type RowProps = { incident: IncidentOverview & { was?: Peak }; now: string };

function Facts({ incident, now }: RowProps) {
  const { severity, status, openedAt, acknowledgedBy, was } = incident;
  const facts: readonly (readonly [string, preact.ComponentChildren])[] = [
    ['Severity', <Severity key="severity" of={severity} state={status === 'resolved' ? 'OK' : 'ALARM'} />],
    ...(was === undefined ? [] : [['Worst', peakWords(was, now)] as const]),
    ['Since', <Moment key="since" at={openedAt} now={now} />],
    [status === 'resolved' ? 'Took' : 'For', lasted(incident, now)],
    ...(acknowledgedBy === undefined ? [] : [['With', <Person key="with" by={acknowledgedBy} />] as const]),
  ];
  return (
    <dl class="alarm-facts">
      {facts.map(([name, value]) => (
        <div class="alarm-fact" key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Row({ incident, now }: RowProps) {
  const { id, title, notices, status } = incident;
  return (
    <li class="alarm" data-state={status === 'resolved' ? 'OK' : 'ALARM'}>
      <div class="alarm-state">
        <IncidentBadge of={status} />
      </div>
      <div class="alarm-what">
        <h3>
          <a href={`/ops/incidents/${encodeURIComponent(id)}`}>{title}</a>
        </h3>
        <p>{notices}</p>
      </div>
      <Facts incident={incident} now={now} />
    </li>
  );
}

function Rows({ incidents, now }: { incidents: readonly RowProps['incident'][]; now: string }) {
  return (
    <ul class="alarms">
      {incidents.map((each) => (
        <Row key={each.id} incident={each} now={now} />
      ))}
    </ul>
  );
}

async function earlier(cursor: string) {
  const { incidents: rows, nextCursor } = await consoleApi.incidents({ cursor })(new AbortController().signal);
  return { rows, nextCursor };
}

function Over({ latest }: { latest: Incidents }) {
  const { incidents: rows, nextCursor, generatedAt } = latest;
  const all = useEarlier({ rows, nextCursor }, earlier);
  const open = new Set(latest.open.map(({ id }) => id));
  const over = all.rows.filter(({ id, status }) => status === 'resolved' && !open.has(id));
  return (
    <section class="incidents" aria-labelledby="incidents-over">
      <h2 id="incidents-over">Over</h2>
      {over.length === 0 ? <p class="soft">None yet.</p> : <Rows incidents={over} now={generatedAt} />}
      <MoreButton more={all.more} older={all.older}>
        Show earlier incidents
      </MoreButton>
    </section>
  );
}

/** Every incident: those that are not over first, the most severe of them on top. */
export function IncidentsView({
  live,
  alarms,
}: {
  live: Live<Incidents> & { refresh: () => void };
  alarms: Live<Alarms>;
}) {
  const known = alarms.status === 'ready' ? alarms.data.alarms : [];
  return (
    <LiveView live={live} what="incidents">
      {(latest) => (
        <>
          <section class="incidents" aria-labelledby="incidents-open">
            <h2 id="incidents-open">Not over</h2>
            {latest.open.length === 0 ? (
              <EmptyState title="No incident is open">
                Alarms that tell somebody open one. All alarms with the same cause are one incident until all of them
                are over.
              </EmptyState>
            ) : (
              <Rows incidents={incidentsNow(latest.open, known)} now={latest.generatedAt} />
            )}
          </section>
          <Over latest={latest} />
        </>
      )}
    </LiveView>
  );
}
