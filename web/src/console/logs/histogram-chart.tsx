import { formatNumber } from '../../ui/format-number.ts';
import { Table } from '../../ui/table.tsx';
import type { Bar, Histogram } from './histogram.ts';
import { shownValue } from './result-cell.ts';

type HistogramChartProps = { histogram: Histogram; onZoom: (from: number, to: number) => void };

const HEIGHT = 40;

const clock = (at: number) => shownValue(String(at)).text;
const words = ({ at, lines }: Bar) => `${clock(at)}: ${formatNumber(lines)} ${lines === 1 ? 'line' : 'lines'}`;

function Bars({ histogram: { step, bars }, onZoom }: HistogramChartProps) {
  const most = bars.reduce((found, bar) => (bar.lines > found.lines ? bar : found), { at: 0, lines: 0 });
  const total = bars.reduce((sum, { lines }) => sum + lines, 0);
  const label = `Lines over time: ${formatNumber(total)} in all${total === 0 ? '' : `, most at ${words(most)}`}.`;
  return (
    <svg
      class="histogram-bars"
      viewBox={`0 0 ${bars.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {bars.map((bar, index) => {
        const height = (bar.lines / Math.max(1, most.lines)) * (HEIGHT - 1);
        return (
          <g key={bar.at}>
            <rect class="histogram-bar" x={index + 0.1} width={0.8} y={HEIGHT - height} height={height} />
            {/* biome-ignore lint/a11y/noStaticElementInteractions: the table below does the same by keyboard */}
            <rect
              class="histogram-target"
              x={index}
              width={1}
              y={0}
              height={HEIGHT}
              onClick={() => onZoom(bar.at, bar.at + step)}
            >
              <title>{words(bar)}</title>
            </rect>
          </g>
        );
      })}
    </svg>
  );
}

/** How many lines there were when; a bar, or its time in the table, leads to its own time. */
export function HistogramChart({ histogram, onZoom }: HistogramChartProps) {
  const { step, bars } = histogram;
  const rows = bars.filter(({ lines }) => lines > 0).toReversed();
  return (
    <figure class="histogram">
      <Bars histogram={histogram} onZoom={onZoom} />
      <figcaption class="histogram-scale">
        <span>{clock(bars[0]?.at ?? 0)}</span>
        <span>{`most: ${formatNumber(Math.max(0, ...bars.map(({ lines }) => lines)))}`}</span>
        <span>{clock((bars.at(-1)?.at ?? 0) + step)}</span>
      </figcaption>
      <details class="chart-numbers">
        <summary>As a table</summary>
        <Table
          caption="Lines over time"
          captionHidden
          columns={[
            {
              id: 'at',
              header: 'From',
              cell: ({ at }) => (
                <button type="button" class="link-button" onClick={() => onZoom(at, at + step)}>
                  {clock(at)}
                </button>
              ),
            },
            { id: 'lines', header: 'Lines', align: 'end', cell: ({ lines }) => formatNumber(lines) },
          ]}
          rows={rows}
          rowKey={({ at }) => String(at)}
          empty={<p class="soft">No lines.</p>}
        />
      </details>
    </figure>
  );
}
