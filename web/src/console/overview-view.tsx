import './overview.css';
import type { Dashboard, DashboardReference, DeploymentOverview } from '../../../functions/ops/responses.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ChartPanel } from './charts/chart-panel.tsx';
import { releaseMarks } from './charts/release-marks.ts';
import { consoleApi } from './console-api.ts';
import { DeploymentsInRange } from './deployments/deployments-in-range.tsx';
import { LiveView } from './live-view.tsx';
import { REFRESH_MS, type ViewSettings } from './refresh.ts';
import { SingleValuePanel } from './single-value-panel.tsx';
import { useLive } from './use-live.ts';
import { useUpdate } from './use-update.ts';

type Deployed = { deployments: readonly DeploymentOverview[] };

function DashboardPanels({ dashboard, deployments }: Deployed & { dashboard: Dashboard }) {
  const marks = releaseMarks(deployments, dashboard);
  const tiles = dashboard.widgets.filter(({ view }) => view === 'singleValue');
  const charts = dashboard.widgets.filter(({ view }) => view === 'timeSeries');
  return (
    <>
      {tiles.length > 0 && (
        <div class="tiles">
          {tiles.map((widget) => (
            <SingleValuePanel key={widget.title} widget={widget} />
          ))}
        </div>
      )}
      <DeploymentsInRange marks={marks} />
      <div class="panels">
        {charts.map((widget) => (
          <ChartPanel key={widget.title} widget={widget} start={dashboard.start} end={dashboard.end} marks={marks} />
        ))}
      </div>
    </>
  );
}

type OverviewProps = Deployed & { settings: ViewSettings };

function LiveDashboard({ name, settings, deployments }: OverviewProps & { name: string }) {
  const { minutes, until } = settings;
  // What is over does not change.
  const paused = settings.paused || until !== undefined;
  const load = consoleApi.dashboard(name, settings);
  const live = useLive(`${name} ${minutes} ${until}`, load, { intervalMs: settings.refreshMs, paused });
  useUpdate(live, settings.onUpdate);
  return (
    <LiveView live={live} what="the dashboard">
      {(dashboard) => <DashboardPanels dashboard={dashboard} deployments={deployments} />}
    </LiveView>
  );
}

/** The dashboard an operator looks at first; the one with "overview" in its name, or else the first there is. */
export function OverviewView({ settings, deployments }: OverviewProps) {
  const live = useLive('dashboards', consoleApi.dashboards(), { intervalMs: REFRESH_MS, paused: true });
  return (
    <LiveView live={live} what="the dashboard">
      {(dashboards: DashboardReference[]) => {
        const chosen = dashboards.find(({ name }) => name.includes('overview')) ?? dashboards[0];
        if (chosen !== undefined) {
          return <LiveDashboard key={chosen.name} name={chosen.name} settings={settings} deployments={deployments} />;
        }
        return (
          <EmptyState title="No dashboard yet">
            CloudWatch holds no dashboard of this stage. It is made when the stage is deployed or started.
          </EmptyState>
        );
      }}
    </LiveView>
  );
}
