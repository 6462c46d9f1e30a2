import type { Incidents } from '../../../../functions/ops/incident-responses.ts';
import { onceTold } from '../dashboards/once-told.ts';
import { type DashboardPage, Panels } from '../dashboards/panels.tsx';
import { useAsked } from '../dashboards/use-dashboard.ts';
import { LiveView } from '../live-view.tsx';
import type { Live } from '../use-live.ts';
import { Wall } from './wall.tsx';

/** The dashboard an operator looks at first, below the state of the shop as it is told from afar. */
export function OverviewView({ incidents, ...page }: DashboardPage & { incidents: Live<Incidents> }) {
  const asked = useAsked('overview', page);
  return (
    <LiveView live={onceTold(page.known, page.alarms, incidents)} what="the overview">
      {({ dashboards, variables }) => {
        const dashboard = dashboards.find(({ id }) => id === 'overview');
        if (dashboard === undefined) return null;
        return (
          <Panels
            dashboard={dashboard}
            variables={variables}
            asked={asked}
            {...page}
            head={{
              shows: ({ type }) => type === 'stat',
              render: (view) => <Wall facts={dashboard.panels} view={view} incidents={incidents} />,
            }}
          />
        );
      }}
    </LiveView>
  );
}
