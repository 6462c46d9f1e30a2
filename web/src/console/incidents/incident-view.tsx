import '../alarms/alarms.css';
import './incidents.css';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { IncidentDetail, IncidentStep, OneIncident } from '../../../../functions/ops/incident-responses.ts';
import { consoleApi } from '../console-api.ts';
import { LiveView } from '../live-view.tsx';
import { Moment } from '../moment.tsx';
import { REFRESH_MS, type ViewSettings } from '../refresh.ts';
import { Severity } from '../severity.tsx';
import { useLive } from '../use-live.ts';
import { useUpdate } from '../use-update.ts';
import { Acknowledge } from './acknowledge.tsx';
import { IncidentAlarms } from './incident-alarms.tsx';
import { IncidentBadge } from './incident-badge.tsx';
import { incidentLinks } from './incident-links.ts';
import { IncidentTold } from './incident-told.tsx';
import { lasted } from './incident-words.ts';

function Facts({ incident, now }: { incident: IncidentDetail; now: string }) {
  const { severity, status, openedAt, acknowledgedAt, acknowledgedBy, resolvedAt, reopenedAt, reopenings } = incident;
  const over = status === 'resolved';
  const facts: readonly (readonly [string, ComponentChildren])[] = [
    ['Severity', <Severity key="severity" of={severity} state={over ? 'OK' : 'ALARM'} />],
    ['Since', <Moment key="since" at={openedAt} now={now} />],
    ...(resolvedAt === undefined ? [] : [['Until', <Moment key="until" at={resolvedAt} now={now} />] as const]),
    [over ? 'Took' : 'So far', lasted(incident, now)],
    ...(reopenedAt === undefined
      ? []
      : [
          ['Reopened', reopenings === 1 ? 'Once' : `${reopenings} times`] as const,
          ['Last reopened', <Moment key="reopened" at={reopenedAt} now={now} />] as const,
        ]),
    ...(acknowledgedAt === undefined
      ? []
      : [['Acknowledged', <Moment key="acknowledged" at={acknowledgedAt} now={now} />] as const]),
    ...(acknowledgedBy === undefined ? [] : [['By', acknowledgedBy] as const]),
  ];
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div class="fact" key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Links({ links }: Pick<IncidentDetail, 'links'>) {
  const { here, elsewhere } = incidentLinks(links);
  return (
    <nav class="incident-links" aria-label="Of the incident’s time">
      {here.map(({ label, url }) => (
        <a key={label} href={url}>
          {label === 'Dashboard' ? 'Overview' : label}
        </a>
      ))}
      {elsewhere.map(({ label, url }) => (
        <a key={label} href={url} rel="noreferrer">
          {label} (AWS)
        </a>
      ))}
    </nav>
  );
}

const MARKS: Readonly<Record<IncidentStep['type'], string | undefined>> = {
  opened: 'ALARM',
  alarm: undefined,
  raised: 'ALARM',
  acknowledged: undefined,
  escalated: undefined,
  note: undefined,
  resolved: 'OK',
  reopened: 'ALARM',
};

function Timeline({ steps, now }: { steps: readonly IncidentStep[]; now: string }) {
  return (
    <ol class="history">
      {steps.map(({ at, type, text }, index) => (
        <li class="history-item" data-state={MARKS[type]} key={`${at} ${index}`}>
          <Moment at={at} now={now} />
          <p>{text}</p>
        </li>
      ))}
    </ol>
  );
}

function Detail({ answer, refresh }: { answer: OneIncident; refresh: () => void }) {
  const { incident, generatedAt: now } = answer;
  const heading = useRef<HTMLHeadingElement>(null);
  // The button goes once it has done its work; whoever pressed it stays at the incident, or at the button to try again.
  const done = (acknowledged: boolean) => {
    if (acknowledged) heading.current?.focus();
    refresh();
  };
  const dashboard = incidentLinks(incident.links).here.find(({ label }) => label === 'Dashboard');
  const time = new URLSearchParams(dashboard?.url.split('?')[1]);
  return (
    <article class="incident-detail">
      <h2 ref={heading} tabIndex={-1}>
        {incident.title} <IncidentBadge of={incident.status} />
      </h2>
      <p class="incident-notices">{incident.notices}</p>
      {incident.status === 'open' && <Acknowledge id={incident.id} done={done} />}
      <Facts incident={incident} now={now} />
      <Links links={incident.links} />
      <h3>Alarms</h3>
      <IncidentAlarms alarms={incident.alarms} now={now} time={time} />
      <h3>What happened</h3>
      <Timeline steps={incident.timeline} now={now} />
      <h3>Who is told</h3>
      <IncidentTold told={incident.told} now={now} />
    </article>
  );
}

/** One incident: what users notice, its alarms, its course, who was told, and where to go on. */
export function IncidentView({ id, settings }: { id: string; settings: ViewSettings }) {
  const live = useLive(`incident ${id}`, consoleApi.incident(id), { intervalMs: REFRESH_MS, paused: settings.paused });
  useUpdate(live, settings.onUpdate);
  return (
    <>
      <p>
        <a href="/ops/incidents">All incidents</a>
      </p>
      <LiveView live={live} what="the incident">
        {(answer) => <Detail answer={answer} refresh={live.refresh} />}
      </LiveView>
    </>
  );
}
