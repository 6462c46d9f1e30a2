import { EmptyState } from '../../ui/empty-state.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { LiveView } from '../live-view.tsx';
import { DashboardTabs } from './dashboard-tabs.tsx';
import { onceTold } from './once-told.ts';
import { type DashboardPage, Panels } from './panels.tsx';
import { useAsked } from './use-dashboard.ts';

function Title({ of }: { of: string }) {
  useTitle(`${of} · Dashboards · Console`);
  return <h2>{of}</h2>;
}

function NoSuchDashboard() {
  return (
    <EmptyState title="No such dashboard">
      There are these: <a href="/ops/dashboards">all dashboards</a>.
    </EmptyState>
  );
}

/** One of the dashboards; its figures are asked for while it is found out which dashboards there are. */
export function DashboardView({ id, ...page }: DashboardPage & { id: string }) {
  const { known, query } = page;
  const asked = useAsked(id, page);
  return (
    <LiveView live={onceTold(known, page.alarms)} what="the dashboard">
      {({ dashboards, variables }) => {
        const dashboard = dashboards.find((each) => each.id === id);
        if (dashboard === undefined) return <NoSuchDashboard />;
        return (
          <>
            <DashboardTabs dashboards={dashboards} id={dashboard.id} query={query} />
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
