import '../alarms/alarms.css';
import './incidents.css';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { IncidentDetail, OneIncident } from '../../../../functions/ops/incident-responses.ts';
import type { Alarm, Alarms } from '../../../../functions/ops/responses.ts';
import { AlarmChart } from '../alarms/alarm-chart.tsx';
import { consoleApi } from '../console-api.ts';
import { LiveView } from '../live-view.tsx';
import { useMayChange } from '../may-change.ts';
import { Moment } from '../moment.tsx';
import { REFRESH_MS, type ViewSettings } from '../refresh.ts';
import { Severity } from '../severity.tsx';
import { lookOf } from '../time-range.ts';
import type { Live } from '../use-live.ts';
import { useLive } from '../use-live.ts';
import { useUpdate } from '../use-update.ts';
import { Acknowledge } from './acknowledge.tsx';
import { Escalate } from './escalate.tsx';
import { IncidentAlarms } from './incident-alarms.tsx';
import { IncidentBadge } from './incident-badge.tsx';
import { timeOf } from './incident-links.ts';
import { IncidentLinks } from './incident-links-nav.tsx';
import { decidingAlarm, incidentNow, type Peak, peakWords } from './incident-now.ts';
import { IncidentTimeline } from './incident-timeline.tsx';
import { IncidentTold } from './incident-told.tsx';
import { lasted } from './incident-words.ts';
import { NoteForm } from './note-form.tsx';
import { Person } from './person.tsx';

type Shown = IncidentDetail & { was?: Peak };

function Facts({ incident, now }: { incident: Shown; now: string }) {
  const { severity, status, openedAt, acknowledgedAt, acknowledgedBy, resolvedAt, reopenedAt, reopenings, was } =
    incident;
  const over = status === 'resolved';
  const facts: readonly (readonly [string, ComponentChildren])[] = [
    ['Severity', <Severity key="severity" of={severity} state={over ? 'OK' : 'ALARM'} />],
    ...(was === undefined ? [] : [['Worst', peakWords(was, now)] as const]),
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
    ...(acknowledgedBy === undefined ? [] : [['By', <Person key="by" by={acknowledgedBy} />] as const]),
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

function Actions({ incident, changed }: { incident: IncidentDetail; changed: (acknowledged: boolean) => void }) {
  if (!useMayChange() || incident.status === 'resolved') return null;
  return (
    <div class="incident-actions">
      {incident.status === 'open' && <Acknowledge id={incident.id} done={changed} />}
      <Escalate incident={incident} onDone={() => changed(false)} />
    </div>
  );
}

type ChartProps = { incident: IncidentDetail; alarms: readonly Alarm[]; settings: ViewSettings };

function DecidingChart({ incident, alarms, settings }: ChartProps) {
  const alarm = decidingAlarm(incident, alarms);
  if (alarm === undefined) return null;
  const { minutes, until } = lookOf(Object.fromEntries(timeOf(incident.links)));
  const look = { minutes, until: incident.status === 'resolved' ? until : undefined };
  return <AlarmChart key={alarm.name} name={alarm.name} title={alarm.title} look={look} paused={settings.paused} />;
}

type DetailProps = { answer: OneIncident; alarms: readonly Alarm[]; settings: ViewSettings; refresh: () => void };

function Detail({ answer, alarms, settings, refresh }: DetailProps) {
  const { generatedAt: now } = answer;
  const incident = incidentNow(answer.incident, alarms);
  const mayChange = useMayChange();
  const heading = useRef<HTMLHeadingElement>(null);
  // The button goes once it has done its work; whoever pressed it stays at the incident, or at the button to try again.
  const done = (acknowledged: boolean) => {
    if (acknowledged) heading.current?.focus();
    refresh();
  };
  return (
    <article class="incident-detail">
      <h2 ref={heading} tabIndex={-1}>
        {incident.title} <IncidentBadge of={incident.status} />
      </h2>
      <p class="incident-notices">{incident.notices}</p>
      <Actions incident={incident} changed={done} />
      <Facts incident={incident} now={now} />
      <IncidentLinks links={incident.links} label="Of the incident’s time" />
      <DecidingChart incident={incident} alarms={alarms} settings={settings} />
      <h3>Alarms</h3>
      <IncidentAlarms alarms={incident.alarms} now={now} time={timeOf(incident.links)} />
      <h3>What happened</h3>
      <IncidentTimeline steps={incident.timeline} now={now} />
      {mayChange && <NoteForm id={incident.id} onAdded={refresh} />}
      <h3>Who is told</h3>
      <IncidentTold told={incident.told} now={now} />
    </article>
  );
}

type IncidentViewProps = { id: string; alarms: Live<Alarms>; settings: ViewSettings };

/** One incident: what users notice, its alarms, its course, who was told, and where to go on. */
export function IncidentView({ id, alarms, settings }: IncidentViewProps) {
  const known = alarms.status === 'ready' ? alarms.data.alarms : [];
  const live = useLive(`incident ${id}`, consoleApi.incident(id), { intervalMs: REFRESH_MS, paused: settings.paused });
  useUpdate(live, settings.onUpdate);
  return (
    <>
      <p>
        <a href="/ops/incidents">All incidents</a>
      </p>
      <LiveView live={live} what="the incident">
        {(answer) => <Detail answer={answer} alarms={known} settings={settings} refresh={live.refresh} />}
      </LiveView>
    </>
  );
}
