import './console.css';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { EmptyState } from '../ui/empty-state.tsx';
import { useTitle } from '../ui/use-title.ts';
import { AlarmView } from './alarm-view.tsx';
import { AlarmsView } from './alarms-view.tsx';
import { consoleApi } from './console-api.ts';
import { ConsoleNav } from './console-nav.tsx';
import { type ConsoleRoute, consoleRoute } from './console-route.ts';
import { ConsoleStrip } from './console-strip.tsx';
import { NotificationsView } from './notifications-view.tsx';
import { OverviewView } from './overview-view.tsx';
import { REFRESH_MS } from './refresh.ts';
import { timeRange } from './time-range.ts';
import { traceOutcome } from './trace-filter.ts';
import { TraceView } from './trace-view.tsx';
import { TracesView } from './traces-view.tsx';
import { useLive } from './use-live.ts';

const TITLES: Readonly<Record<ConsoleRoute['page'], string>> = {
  overview: 'Overview',
  alarms: 'Alarms',
  alarm: 'Alarm',
  notifications: 'Notifications',
  traces: 'Traces',
  trace: 'Trace',
  unknown: 'Not found',
};

/** The address of the same page with other query parameters; an empty value takes its parameter away. */
function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const kept = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
  return kept.size === 0 ? path : `${path}?${kept}`;
}

/** The operators' pages below /ops; whoever shows it has made sure that a viewer or administrator is signed in. */
export function Console() {
  const { path, query, route } = useLocation();
  const [paused, setPaused] = useState(false);
  const [updated, setUpdated] = useState<string>();
  const alarms = useLive('alarms', consoleApi.alarms(), { intervalMs: REFRESH_MS, paused });
  const page = consoleRoute(path);
  const minutes = timeRange(query.range);
  const settings = { paused, minutes, onUpdate: setUpdated };
  const seen = updated ?? (alarms.status === 'ready' ? alarms.data.generatedAt : undefined);
  const inAlarm = alarms.status === 'ready' ? alarms.data.alarms.filter(({ state }) => state === 'ALARM').length : 0;
  useTitle(`${TITLES[page.page]} · Console`);

  const view = () => {
    switch (page.page) {
      case 'overview':
        return <OverviewView settings={settings} />;
      case 'alarms':
        return <AlarmsView live={alarms} />;
      case 'alarm':
        return <AlarmView name={page.name} live={alarms} paused={paused} />;
      case 'notifications':
        return <NotificationsView settings={settings} />;
      case 'traces':
        return (
          <TracesView
            settings={settings}
            filter={{ outcome: traceOutcome(query.outcome), text: query.route ?? '' }}
            onFilter={({ outcome, text }) =>
              route(withQuery(path, { ...query, outcome: outcome === 'all' ? '' : outcome, route: text }), true)
            }
          />
        );
      case 'trace':
        return <TraceView key={page.id} id={page.id} paused={paused} />;
      case 'unknown':
        return <EmptyState title="Nothing here">This page of the console does not exist.</EmptyState>;
      default:
        return page satisfies never;
    }
  };

  return (
    <div class="console">
      <ConsoleStrip
        alarms={alarms}
        updated={seen}
        minutes={page.page === 'overview' || page.page === 'traces' ? minutes : undefined}
        paused={paused}
        onMinutes={(chosen) => route(withQuery(path, { ...query, range: String(chosen) }), true)}
        onPause={setPaused}
      />
      <ConsoleNav page={page.page} inAlarm={inAlarm} search={query.range ? `?range=${minutes}` : ''} />
      {view()}
    </div>
  );
}
