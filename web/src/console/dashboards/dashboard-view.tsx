import { EmptyState } from '../../ui/empty-state.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { LiveView } from '../live-view.tsx';
import { DashboardTabs } from './dashboard-tabs.tsx';
import { type DashboardPage, Panels } from './panels.tsx';
import { useDashboards } from './use-dashboard.ts';

function Title({ of }: { of: string }) {
  useTitle(`${of} · Dashboards · Console`);
  return <h2>{of}</h2>;
}

/** One of the dashboards. */
export function DashboardView({ id, ...page }: DashboardPage & { id: string }) {
  const known = useDashboards();
  return (
    <LiveView live={known} what="the dashboard">
      {({ dashboards, variables }) => {
        const dashboard = dashboards.find((each) => each.id === id);
        if (dashboard === undefined) {
          return (
            <EmptyState title="No such dashboard">
              There are these: <a href="/ops/dashboards">all dashboards</a>.
            </EmptyState>
          );
        }
        return (
          <>
            <DashboardTabs dashboards={dashboards} id={id} query={page.query} />
            <header class="dashboard-head">
              <Title of={dashboard.title} />
              <p class="soft">{dashboard.description}</p>
            </header>
            <Panels key={id} dashboard={dashboard} variables={variables} {...page} />
          </>
        );
      }}
    </LiveView>
  );
}
