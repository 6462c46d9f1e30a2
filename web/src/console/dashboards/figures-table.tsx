import type { Series } from '../../../../functions/ops/responses.ts';
import { Table } from '../../ui/table.tsx';
import { formatValue } from '../charts/format-value.ts';
import { latestFigure } from '../charts/latest.ts';
import { seriesStatistics } from '../charts/series-statistics.ts';
import { Sparkline } from '../charts/sparkline.tsx';

type FiguresTableProps = {
  title: string;
  series: readonly Series[];
  unit: string;
  period: number;
  /** Epoch ms. */
  now: number;
};

/** A row for each line: its latest figure, the lowest and the highest of the time shown, and how it went. */
export function FiguresTable({ title, series, unit, period, now }: FiguresTableProps) {
  const shown = (value: number | undefined) => (value === undefined ? '–' : formatValue(value, unit));
  return (
    <Table
      caption={title}
      captionHidden
      columns={[
        { id: 'label', header: 'Line', cell: ({ label }) => label },
        { id: 'last', header: 'Latest', align: 'end', cell: (each) => shown(latestFigure(each, period, now)) },
        { id: 'min', header: 'Lowest', align: 'end', cell: (each) => shown(seriesStatistics(each)?.min) },
        { id: 'max', header: 'Highest', align: 'end', cell: (each) => shown(seriesStatistics(each)?.max) },
        { id: 'course', header: 'Course', cell: ({ values }) => <Sparkline values={values} /> },
      ]}
      rows={series}
      rowKey={({ id }) => id}
    />
  );
}
