import type { Cost, ViewerCost } from '../../../../functions/ops/cost/cost-responses.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { dollars } from './dollars.ts';

/** "10 s", "5 min". */
const every = (seconds: number): string => (seconds < 60 ? `${seconds} s` : `${seconds / 60} min`);

function columns([first]: readonly ViewerCost[]): Column<ViewerCost>[] {
  return [
    {
      id: 'title',
      header: 'Dashboard',
      cell: ({ dashboard, title }) => <a href={`/ops/dashboards/${dashboard}`}>{title}</a>,
    },
    ...(first?.costs ?? []).map(
      ({ refresh }, index): Column<ViewerCost> => ({
        id: String(refresh),
        header: `Every ${every(refresh)}`,
        align: 'end',
        cell: ({ costs }) => {
          const { workingHours = 0, allHours = 0 } = costs[index] ?? {};
          return (
            <>
              {dollars(workingHours)} <span class="soft">({dollars(allHours)})</span>
            </>
          );
        },
      }),
    ),
  ];
}

/** What looking costs: each dashboard open all month, by how often it is read again. */
export function ViewerTable({ cost: { viewers } }: { cost: Cost }) {
  return (
    <section class="cost-part" aria-labelledby="cost-viewers">
      <h2 id="cost-viewers">What looking costs</h2>
      <p class="soft">
        CloudWatch bills each metric of each reading, and X-Ray, past a million a month, each trace of the hour that a
        list of traces or a map looks at, counted here for a million requests a month. A month with one dashboard of the
        console open for eight hours on 22 days, and in brackets around the clock; several people who look at the same
        metrics cost as much as one, and nothing is read while a page is hidden.
      </p>
      <Table
        caption="US dollars a month by dashboard and refresh"
        captionHidden
        columns={columns(viewers)}
        rows={viewers}
        rowKey={({ dashboard }) => dashboard}
      />
    </section>
  );
}
