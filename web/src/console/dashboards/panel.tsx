import { useRef, useState } from 'preact/hooks';
import type { PanelFacts } from '../../../../functions/ops/dashboards/dashboard-responses.ts';
import type { Alarms } from '../../../../functions/ops/responses.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PanelFrame } from '../charts/panel-frame.tsx';
import { useInView } from '../charts/use-in-view.ts';
import { MAP_ROOM } from '../service-map/map-room.ts';
import type { Live } from '../use-live.ts';
import { AlarmStatesBody } from './alarm-states-body.tsx';
import { MapBody } from './map-body.tsx';
import { MetricBody } from './metric-body.tsx';
import { panelLinks } from './panel-links.ts';
import type { PanelView } from './panel-view.ts';
import { RowsBody } from './rows-body.tsx';
import { TracesBody } from './traces-body.tsx';

type PanelProps = { facts: PanelFacts; view: PanelView };

/** The worst alarm of a panel that is raised, beside its title. */
function Raised({ facts, live }: { facts: PanelFacts; live: Live<Alarms> }) {
  if (facts.type === 'alarmStates' || live.status !== 'ready') return null;
  const raised = new Set(live.data.alarms.filter(({ state }) => state === 'ALARM').map(({ name }) => name));
  const worst = facts.alarms.find(({ name }) => raised.has(name));
  if (worst === undefined) return null;
  return (
    <a class="panel-alarm" href={`/ops/alarms/${worst.name}`}>
      {worst.title}
    </a>
  );
}

function Body({ facts, view, asTable }: PanelProps & { asTable: boolean }) {
  switch (facts.type) {
    case 'timeSeries':
    case 'bar':
    case 'stat':
    case 'gauge':
    case 'table':
    case 'sloBudget':
      return <MetricBody {...{ facts, view, asTable }} />;
    case 'logs':
      return <RowsBody {...{ facts, view, asTable }} />;
    case 'alarmStates':
      return <AlarmStatesBody wanted={facts.alarms} live={view.alarms} />;
    case 'traces':
      return <TracesBody {...{ facts, view }} />;
    case 'serviceMap':
      return <MapBody view={view} />;
    default:
      return facts satisfies never;
  }
}

/** What is asked for by itself, and not before somebody sees it. */
const ASKED_APART: readonly PanelFacts['type'][] = ['logs', 'traces', 'serviceMap'];

/** What is as long as what is found keeps to one height, and scrolls: nothing below it moves when it comes. */
const SCROLLED: readonly PanelFacts['type'][] = ['logs', 'traces'];

/** What can be had as a table, too; the others are one already, or have one of their own. */
const WITH_TABLE: readonly PanelFacts['type'][] = ['timeSeries', 'bar', 'stat', 'gauge', 'sloBudget', 'logs'];

/** A panel of a dashboard, whatever it shows. */
export function Panel({ facts, view }: PanelProps) {
  const [asTable, setAsTable] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const seen = useInView(place);
  const { figures } = view;
  const waits = ASKED_APART.includes(facts.type) && !seen;
  return (
    <PanelFrame
      id={facts.id}
      title={facts.title}
      description={facts.description}
      width={facts.width}
      badge={<Raised facts={facts} live={view.alarms} />}
      links={panelLinks(facts, figures.status === 'ready' ? figures.data : undefined, view.choice)}
      table={WITH_TABLE.includes(facts.type) ? { shown: asTable, onChange: setAsTable } : undefined}
    >
      <div
        class={SCROLLED.includes(facts.type) ? 'panel-body panel-scrolled' : 'panel-body'}
        data-type={facts.type}
        ref={place}
        {...(SCROLLED.includes(facts.type) && { role: 'group', 'aria-label': facts.title, tabIndex: 0 })}
      >
        {waits ? <Skeleton height={MAP_ROOM} /> : <Body {...{ facts, view, asTable }} />}
      </div>
    </PanelFrame>
  );
}
