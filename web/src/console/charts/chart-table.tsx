import { Table } from '../../ui/table.tsx';
import { chartClock } from './chart-clock.ts';
import type { ChartData } from './chart-data.ts';
import type { ChartSubject } from './chart-subject.ts';
import { formatValue } from './format-value.ts';
import { marksByPeriod, type ReleaseMark } from './release-marks.ts';

type ChartTableProps = { subject: ChartSubject; data: ChartData; marks: readonly ReleaseMark[] };

/** A chart's datapoints and releases as a table, newest first; periods without any are left out. */
export function ChartTable({ subject, data, marks }: ChartTableProps) {
  const clock = chartClock(data.times);
  const marked = marksByPeriod(marks, data.times, subject.period);
  const rows = data.times
    .map((time, index) => ({
      time,
      values: data.lines.map((line) => line[index] ?? null),
      marks: marked.get(index) ?? [],
    }))
    .filter((row) => row.marks.length > 0 || row.values.some((value) => value !== null))
    .reverse();
  const columns = subject.series.map((series, index) => ({
    id: series.id,
    header: series.label,
    align: 'end' as const,
    cell: ({ values }: (typeof rows)[number]) => {
      const value = values[index] ?? null;
      return value === null ? '–' : formatValue(value, subject.unit);
    },
  }));
  const deployed = {
    id: 'deployed',
    header: 'Deployed',
    cell: (row: (typeof rows)[number]) => row.marks.map(({ label }) => label).join(', ') || '–',
  };
  return (
    <div class="chart-table">
      <Table
        caption={`${subject.title}: datapoints`}
        captionHidden
        columns={[
          { id: 'time', header: 'Time', cell: ({ time }) => clock(time) },
          ...columns,
          ...(marks.length > 0 ? [deployed] : []),
        ]}
        rows={rows}
        rowKey={({ time }) => String(time)}
        empty={<p class="soft">No datapoints in this range.</p>}
      />
    </div>
  );
}
