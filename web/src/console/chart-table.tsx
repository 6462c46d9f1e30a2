import type { WidgetData } from '../../../functions/ops/responses.ts';
import { Table } from '../ui/table.tsx';
import { chartClock } from './chart-clock.ts';
import type { ChartData } from './chart-data.ts';
import { formatValue } from './format-value.ts';

/** A chart's datapoints as a table, newest first; periods without any datapoint are left out. */
export function ChartTable({ widget, data }: { widget: WidgetData; data: ChartData }) {
  const clock = chartClock(data.times);
  const rows = data.times
    .map((time, index) => ({ time, values: data.lines.map((line) => line[index] ?? null) }))
    .filter(({ values }) => values.some((value) => value !== null))
    .reverse();
  const columns = widget.series.map((series, index) => ({
    id: series.id,
    header: series.label,
    align: 'end' as const,
    cell: ({ values }: (typeof rows)[number]) => {
      const value = values[index] ?? null;
      return value === null ? '–' : formatValue(value, widget.unit);
    },
  }));
  return (
    <div class="chart-table">
      <Table
        caption={`${widget.title}: datapoints`}
        captionHidden
        columns={[{ id: 'time', header: 'Time', cell: ({ time }) => clock(time) }, ...columns]}
        rows={rows}
        rowKey={({ time }) => String(time)}
        empty={<p class="soft">No datapoints in this range.</p>}
      />
    </div>
  );
}
