import type { Incidents } from '../../../../functions/ops/incident-responses.ts';
import { type DashboardPage, Panels } from '../dashboards/panels.tsx';
import { useAsked } from '../dashboards/use-dashboard.ts';
import { LiveView } from '../live-view.tsx';
import type { Live } from '../use-live.ts';
import { Wall } from './wall.tsx';

/** What the state of the shop is told by comes first: it would move all that is below it. */
function onceTold({ known, alarms }: DashboardPage, incidents: Live<Incidents>): DashboardPage['known'] {
  const told = alarms.status !== 'loading' && incidents.status !== 'loading';
  return told ? known : { status: 'loading', stale: false, refresh: known.refresh };
}

/** The dashboard an operator looks at first, below the state of the shop as it is told from afar. */
export function OverviewView({ incidents, ...page }: DashboardPage & { incidents: Live<Incidents> }) {
  const asked = useAsked('overview', page);
  return (
    <LiveView live={onceTold(page, incidents)} what="the overview">
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
