import './dashboards.css';
import type { DashboardFacts } from '../../../../functions/ops/dashboards/dashboard-responses.ts';
import type { Alarms } from '../../../../functions/ops/responses.ts';
import { LiveView } from '../live-view.tsx';
import type { Live } from '../use-live.ts';
import type { KnownDashboards } from './use-dashboards.ts';

function inAlarm({ panels }: DashboardFacts, live: Live<Alarms>): number {
  if (live.status !== 'ready') return 0;
  const raised = new Set(live.data.alarms.filter(({ state }) => state === 'ALARM').map(({ name }) => name));
  return new Set(panels.flatMap(({ alarms }) => alarms).flatMap(({ name }) => (raised.has(name) ? [name] : []))).size;
}

type DashboardsViewProps = { known: KnownDashboards; alarms: Live<Alarms>; search: string };

/** All dashboards: whom each serves, what it shows, and whether anything in it is in alarm. */
export function DashboardsView({ known, alarms, search }: DashboardsViewProps) {
  return (
    <LiveView live={known} what="the dashboards">
      {({ dashboards }) => (
        <ul class="dashboard-list">
          {dashboards.map((dashboard) => {
            const raised = inAlarm(dashboard, alarms);
            return (
              <li key={dashboard.id} class="dashboard-card" data-alarm={raised > 0}>
                <h2>
                  <a href={`/ops/dashboards/${dashboard.id}${search}`}>{dashboard.title}</a>
                </h2>
                <p>{dashboard.description}</p>
                {raised > 0 && <p class="dashboard-raised">{`${raised} in alarm`}</p>}
                <p class="soft">{dashboard.panels.map(({ title }) => title).join(' · ')}</p>
              </li>
            );
          })}
        </ul>
      )}
    </LiveView>
  );
}
