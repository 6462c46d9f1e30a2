import type { DashboardFacts } from '../../../../functions/ops/dashboards/dashboard-responses.ts';
import { lookQuery } from '../time-range.ts';

type DashboardTabsProps = {
  dashboards: readonly DashboardFacts[];
  id: string;
  query: Readonly<Record<string, string>>;
};

/** What an address says of more than one dashboard: the time, how often it is read, and the variables. */
function shared(query: DashboardTabsProps['query']): string {
  const names = ['refresh', 'function', 'route', 'period'];
  const chosen = names.flatMap((name): [string, string][] => (query[name] ? [[name, query[name]]] : []));
  const all = new URLSearchParams([...lookQuery(query), ...chosen]);
  return all.size === 0 ? '' : `?${all}`;
}

/** The other dashboards, each for the time that is looked at and with what is chosen. */
export function DashboardTabs({ dashboards, id, query }: DashboardTabsProps) {
  const search = shared(query);
  return (
    <nav aria-label="Dashboards">
      <ul class="dashboard-tabs">
        {dashboards.map((each) => (
          <li key={each.id}>
            <a href={`/ops/dashboards/${each.id}${search}`} aria-current={each.id === id ? 'page' : undefined}>
              {each.title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
