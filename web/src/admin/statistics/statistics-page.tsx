import './statistics.css';
import { useLocation } from 'preact-iso';
import type { Statistics } from '../../../../functions/admin/statistics.ts';
import type { Role } from '../../api/types.ts';
import { useResource } from '../../state/use-resource.ts';
import { Notice } from '../../ui/notice.tsx';
import { adminApi } from '../admin-api.ts';
import { Loaded } from '../frame/loaded.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { ChartCard } from './chart-card.tsx';
import { chartsOf } from './charts.ts';
import { readRange } from './days.ts';
import { loadStatistics } from './load-statistics.ts';
import { RangeLinks } from './range-links.tsx';
import { Tiles } from './tiles.tsx';
import { TopProducts } from './top-products.tsx';

const isQuiet = ({ totals }: Statistics) => totals.created === 0 && totals.cartsStarted === 0 && totals.logins === 0;

function Shown({ statistics, role }: { statistics: Statistics; role: Role }) {
  const days = statistics.days.map(({ day }) => day);
  return (
    <div class="admin-stack">
      {isQuiet(statistics) && (
        <Notice tone="info" title="Nothing yet">
          <p>Sales are added up every 15 minutes, what people did every hour.</p>
        </Notice>
      )}
      <Tiles statistics={statistics} />
      <div class="charts">
        {chartsOf(statistics).map((chart) => (
          <ChartCard key={chart.title} days={days} {...chart} />
        ))}
      </div>
      <TopProducts statistics={statistics} links={role === 'admin'} />
    </div>
  );
}

/** How the shop has done in the last days. */
export function StatisticsPage({ role }: { role: Role }) {
  const range = readRange(useLocation().query.days);
  const resource = useResource(String(range), (signal) => loadStatistics(adminApi.statistics, range, signal));
  return (
    <>
      <PageHead title="Overview" actions={<RangeLinks range={range} />}>
        The last {range} days, by the clock of UTC.
      </PageHead>
      <Loaded resource={resource} what="statistics">
        {(statistics) => <Shown statistics={statistics} role={role} />}
      </Loaded>
    </>
  );
}
