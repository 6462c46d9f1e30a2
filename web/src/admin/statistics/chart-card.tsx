import { useId, useState } from 'preact/hooks';
import { Table } from '../../ui/table.tsx';
import { BarChart, type BarSeries, type Figures, written } from './bar-chart.tsx';
import { formatDay } from './days.ts';

type ChartCardProps = {
  title: string;
  description: string;
  days: readonly string[];
  series: readonly BarSeries[];
  figures: Figures;
};

function DaysTable({ title, days, series, figures }: Omit<ChartCardProps, 'description'>) {
  const rows = days.map((day, index) => ({ day, index })).reverse();
  const columns = series.map(({ id, label, values }) => ({
    id,
    header: label,
    align: 'end' as const,
    cell: ({ index }: (typeof rows)[number]) => written(values[index], figures),
  }));
  return (
    <div class="chart-rows">
      <Table
        caption={`${title}, newest day first`}
        captionHidden
        columns={[{ id: 'day', header: 'Day (UTC)', cell: ({ day }) => formatDay(day) }, ...columns]}
        rows={rows}
        rowKey={({ day }) => day}
      />
    </div>
  );
}

/** Figures by day as a chart, or the same as a table. */
export function ChartCard({ description, ...chart }: ChartCardProps) {
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  return (
    <section class="card chart-card" aria-labelledby={id}>
      <div class="chart-head">
        <h2 id={id}>{chart.title}</h2>
        <button
          type="button"
          class="chart-toggle"
          aria-pressed={asTable}
          aria-label={`${chart.title} as a table`}
          onClick={() => setAsTable(!asTable)}
        >
          Table
        </button>
      </div>
      <p class="soft">{description}</p>
      {asTable ? <DaysTable {...chart} /> : <BarChart {...chart} />}
    </section>
  );
}
