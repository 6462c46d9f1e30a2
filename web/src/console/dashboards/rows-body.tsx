import type { PanelRows } from '../../../../functions/ops/dashboards/dashboard-responses.ts';
import { ChartBody } from '../charts/chart-body.tsx';
import { consoleApi } from '../console-api.ts';
import { type Line, resultChart } from '../logs/result-chart.ts';
import { ResultLines } from '../logs/result-lines.tsx';
import { ResultTable } from '../logs/result-table.tsx';
import { useLive } from '../use-live.ts';
import { choiceQuery } from './choice.ts';
import { PanelLive } from './panel-live.tsx';
import type { FactsOf, PanelView } from './panel-view.ts';
import { RowBars } from './row-bars.tsx';

/** Rows of a table of a panel; the page of the logs has them all. */
const MOST_ROWS = 8;
const MOST_LINES = 6;

/** Reading logs costs by the gigabyte: not more often than this. */
const SHORTEST_REFRESH_MS = 60_000;

type Shown = { facts: FactsOf<'logs'>; rows: PanelRows; asTable: boolean; view: PanelView };

/** Seconds between two datapoints: the least that lies between two rows' times. */
function periodOf(lines: readonly Line[]): number {
  const times = [...new Set(lines.flatMap(({ points }) => points.map(([at]) => at)))].sort((a, b) => a - b);
  const steps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  return Math.max(60, Math.min(...steps, 300_000) / 1000);
}

function OverTime({ facts, lines, rows, view }: Omit<Shown, 'asTable'> & { lines: readonly Line[] }) {
  const period = periodOf(lines);
  const step = period * 1000;
  const series = lines.map(({ label, points }) => ({
    ...{ id: label, label },
    timestamps: points.map(([at]) => at),
    values: points.map(([, value]) => value),
  }));
  return (
    <ChartBody
      subject={{ title: facts.title, unit: facts.unit, period, series, generatedAt: rows.generatedAt }}
      start={Math.floor(rows.start / step) * step}
      end={Math.ceil(rows.end / step) * step}
      marks={view.marks}
      messages={[]}
      asTable={false}
      shape={facts.view === 'bar' ? 'bars' : 'lines'}
      onZoom={view.settings.onZoom}
    />
  );
}

function lookAt({ start, end }: PanelRows): URLSearchParams {
  return new URLSearchParams({ from: new Date(start).toISOString(), to: new Date(end).toISOString() });
}

function Rows({ facts, rows, asTable, view }: Shown) {
  if (rows.rows.length === 0) return <p class="panel-empty">Nothing in the logs of this range.</p>;
  const look = lookAt(rows);
  const chart = facts.view === 'bar' || facts.view === 'timeSeries' ? resultChart(rows.query, rows) : undefined;
  if (!asTable && chart?.type === 'lines') return <OverTime {...{ facts, rows, view }} lines={chart.lines} />;
  if (!asTable && chart?.type === 'bars') return <RowBars bars={chart.bars} unit={facts.unit} />;
  if (facts.view === 'lines' && !asTable) return <ResultLines rows={rows.rows.slice(0, MOST_LINES)} look={look} />;
  const shown = asTable ? rows.rows : rows.rows.slice(0, MOST_ROWS);
  const left = rows.rows.length - shown.length;
  return (
    <>
      <ResultTable caption={facts.title} fields={rows.fields} rows={shown} look={look} />
      {left > 0 && <p class="soft">{`${left} more by “Table”, and in the logs.`}</p>}
    </>
  );
}

/** What a saved query finds in the logs, as the panel wants it drawn; asked when the panel is first seen. */
export function RowsBody({ facts, asTable, view }: Omit<Shown, 'rows'>) {
  const { settings, choice, dashboard } = view;
  const { minutes, until, refreshMs } = settings;
  const asked = choiceQuery(choice);
  const key = JSON.stringify([dashboard, facts.id, minutes, until, asked]);
  const live = useLive(key, consoleApi.panelRows(dashboard, facts.id, settings, asked), {
    intervalMs: Math.max(refreshMs, SHORTEST_REFRESH_MS),
    paused: settings.paused || until !== undefined,
  });
  return (
    <PanelLive live={live} what={facts.title}>
      {(rows) => <Rows {...{ facts, rows, asTable, view }} />}
    </PanelLive>
  );
}
