import type { DashboardFacts } from '../../../../functions/ops/dashboards/dashboard-responses.ts';
import { lookQuery } from '../time-range.ts';

type DashboardTabsProps = {
  dashboards: readonly DashboardFacts[];
  id: string;
  query: Readonly<Record<string, string>>;
};

/** The other dashboards, each for the time that is looked at. */
export function DashboardTabs({ dashboards, id, query }: DashboardTabsProps) {
  const look = lookQuery(query);
  const search = look.size === 0 ? '' : `?${look}`;
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
