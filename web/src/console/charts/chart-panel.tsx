import './charts.css';
import { useId, useMemo, useState } from 'preact/hooks';
import type { WidgetData } from '../../../../functions/ops/responses.ts';
import { Notice } from '../../ui/notice.tsx';
import { chartData } from './chart-data.ts';
import { ChartTable } from './chart-table.tsx';
import { formatValue } from './format-value.ts';
import type { ReleaseMark } from './release-marks.ts';
import { headline } from './series-statistics.ts';
import { TimeSeriesChart } from './time-series-chart.tsx';

/** With more lines than this, none of them speaks for the chart. */
const MOST_TOLD = 3;

type ChartPanelProps = { widget: WidgetData; start: number; end: number; marks: readonly ReleaseMark[] };

function Headline({ widget }: { widget: WidgetData }) {
  const [first] = widget.series;
  const told = first && headline(first);
  if (first === undefined || told === undefined || widget.series.length > MOST_TOLD) return null;
  const label = first.label === widget.title ? '' : `${first.label}, `;
  return (
    <p class="panel-headline">
      <span class="number">{formatValue(told.value, widget.unit)}</span>{' '}
      <span class="soft">{`${label}${told.of === 'total' ? 'in this range' : 'last'}`}</span>
    </p>
  );
}

/** One time series widget: what it shows, its chart or the same as a table. */
export function ChartPanel({ widget, start, end, marks }: ChartPanelProps) {
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const data = useMemo(() => chartData(widget.series, widget.period, { start, end }), [widget, start, end]);
  const empty = widget.series.every(({ values }) => values.length === 0);
  return (
    <article class="panel" aria-labelledby={id}>
      <header class="panel-head">
        <h2 id={id}>{widget.title}</h2>
        <button
          type="button"
          class="panel-toggle"
          aria-pressed={asTable}
          aria-label={`${widget.title} as a table`}
          onClick={() => setAsTable(!asTable)}
        >
          Table
        </button>
      </header>
      <p class="panel-description">{widget.description}</p>
      <Headline widget={widget} />
      {widget.messages.map((message) => (
        <Notice key={message} tone="warn">
          {message}
        </Notice>
      ))}
      {empty && !asTable ? (
        <p class="panel-empty">No data in this range yet.</p>
      ) : asTable ? (
        <ChartTable widget={widget} data={data} marks={marks} />
      ) : (
        <TimeSeriesChart widget={widget} data={data} marks={marks} />
      )}
    </article>
  );
}
