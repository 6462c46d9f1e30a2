import { useMemo } from 'preact/hooks';
import { chartData } from './chart-data.ts';
import type { ChartSetting } from './chart-options.ts';
import type { ChartSubject } from './chart-subject.ts';
import { ChartTable } from './chart-table.tsx';
import { Messages } from './messages.tsx';
import type { ReleaseMark } from './release-marks.ts';
import { isCount } from './series-statistics.ts';
import { TimeSeriesChart } from './time-series-chart.tsx';

type ChartBodyProps = {
  subject: ChartSubject;
  start: number;
  end: number;
  marks: readonly ReleaseMark[];
  /** Why some of the data is missing. */
  messages: readonly string[];
  asTable: boolean;
  shape?: ChartSetting['shape'];
  onZoom?: ChartSetting['onZoom'];
};

/** Lines over time as a chart or as a table, or why there are none. */
export function ChartBody(props: ChartBodyProps) {
  const { subject, start, end, marks, messages, asTable, shape = 'lines', onZoom } = props;
  const { series, period } = subject;
  const data = useMemo(() => chartData(series, period, { start, end }), [series, period, start, end]);
  const empty = series.every(({ values }) => values.length === 0);
  const none = messages.length === 0 && series.length > 0 && series.every(isCount);
  return (
    <>
      <Messages of={messages} />
      {asTable ? (
        <ChartTable subject={subject} data={data} marks={marks} />
      ) : empty ? (
        <p class="panel-empty">{none ? 'None in this range.' : 'No data in this range yet.'}</p>
      ) : (
        <TimeSeriesChart subject={subject} data={data} marks={marks} shape={shape} onZoom={onZoom} />
      )}
    </>
  );
}
