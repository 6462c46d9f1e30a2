import type { Cost, FunctionCost, MetricCost } from '../../../../functions/ops/cost/cost-responses.ts';
import { formatDuration, formatNumber } from '../../ui/format-number.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { tooEarly } from './cost-words.ts';
import { dollars } from './dollars.ts';

const METRICS: Column<MetricCost>[] = [
  { id: 'name', header: 'Metric', cell: ({ name }) => <code>{name}</code> },
  { id: 'dollars', header: 'A month', align: 'end', cell: (metric) => dollars(metric.dollars) },
  { id: 'series', header: 'Values', align: 'end', cell: ({ series }) => formatNumber(series) },
  { id: 'share', header: 'Of the hours', align: 'end', cell: ({ share }) => `${formatNumber(100 * share)} %` },
];

const FUNCTIONS: Column<FunctionCost>[] = [
  { id: 'id', header: 'Function', cell: ({ id }) => id },
  { id: 'dollars', header: 'A month', align: 'end', cell: (each) => dollars(each.dollars) },
  { id: 'runs', header: 'Runs a month', align: 'end', cell: ({ runs }) => formatNumber(runs) },
  { id: 'average', header: 'Each', align: 'end', cell: ({ averageMs }) => formatDuration(averageMs) },
  { id: 'logs', header: 'Logs', align: 'end', cell: ({ logBytes }) => `${formatNumber(logBytes / 1e6, 1)} MB` },
];

/** So many of the dearest are shown at once. */
const SHOWN = 10;

function Ranked<Row>(props: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}) {
  const { rows, caption, ...rest } = props;
  const others = rows.slice(SHOWN);
  return (
    <>
      <Table caption={caption} captionHidden rows={rows.slice(0, SHOWN)} {...rest} />
      {others.length > 0 && (
        <details class="cost-more">
          <summary>{`${others.length} more`}</summary>
          <Table caption={`${caption}, the others`} captionHidden rows={others} {...rest} />
        </details>
      )}
    </>
  );
}

/** The custom metrics and the functions by what they cost, unless it is too early to tell. */
export function CostTables({ cost }: { cost: Cost }) {
  const { metrics, functions } = cost;
  if (tooEarly(cost))
    return (
      <section class="cost-part" aria-labelledby="cost-by">
        <h2 id="cost-by">By metric and by function</h2>
        <p class="soft">Which of them cost most is told once six hours were measured.</p>
      </section>
    );
  return (
    <div class="cost-parts">
      <section class="cost-part" aria-labelledby="cost-metrics">
        <h2 id="cost-metrics">Metrics by cost</h2>
        <p class="soft">
          CloudWatch bills a metric with each value of its dimensions for the hours in which it is sent; ten are free,
          which is not deducted here.
        </p>
        <Ranked caption="Custom metrics by cost a month" columns={METRICS} rows={metrics} rowKey={({ name }) => name} />
      </section>
      <section class="cost-part" aria-labelledby="cost-functions">
        <h2 id="cost-functions">Functions by cost</h2>
        <p class="soft">What their runs and their lines come to; what is free of them is not deducted here.</p>
        <Ranked caption="Functions by cost a month" columns={FUNCTIONS} rows={functions} rowKey={({ id }) => id} />
      </section>
    </div>
  );
}
