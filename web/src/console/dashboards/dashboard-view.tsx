import { DASHBOARD_IDS, type DashboardId } from '../../../../monitoring/dashboards/panel.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { LiveView } from '../live-view.tsx';
import { DashboardTabs } from './dashboard-tabs.tsx';
import { type DashboardPage, Panels } from './panels.tsx';
import { useAsked } from './use-dashboard.ts';

function Title({ of }: { of: string }) {
  useTitle(`${of} · Dashboards · Console`);
  return <h2>{of}</h2>;
}

function KnownDashboard({ id, ...page }: DashboardPage & { id: DashboardId }) {
  const { known, query } = page;
  const asked = useAsked(id, page);
  return (
    <LiveView live={known} what="the dashboard">
      {({ dashboards, variables }) => {
        const dashboard = dashboards.find((each) => each.id === id);
        if (dashboard === undefined) return null;
        return (
          <>
            <DashboardTabs dashboards={dashboards} id={id} query={query} />
            <header class="dashboard-head">
              <Title of={dashboard.title} />
              <p class="soft">{dashboard.description}</p>
            </header>
            <Panels dashboard={dashboard} variables={variables} asked={asked} {...page} />
          </>
        );
      }}
    </LiveView>
  );
}

/** One of the dashboards. */
export function DashboardView({ id, ...page }: DashboardPage & { id: string }) {
  const defined = DASHBOARD_IDS.find((each) => each === id);
  if (defined !== undefined) return <KnownDashboard id={defined} {...page} />;
  return (
    <EmptyState title="No such dashboard">
      There are these: <a href="/ops/dashboards">all dashboards</a>.
    </EmptyState>
  );
}
