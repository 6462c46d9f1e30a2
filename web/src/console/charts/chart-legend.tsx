import type { WidgetData } from '../../../../functions/ops/responses.ts';
import { chartClock } from './chart-clock.ts';
import { LINE_COLORS } from './chart-colors.ts';
import type { ChartData } from './chart-data.ts';
import { formatValue } from './format-value.ts';
import { marksByPeriod, type ReleaseMark } from './release-marks.ts';

type ChartLegendProps = {
  widget: WidgetData;
  data: ChartData;
  marks: readonly ReleaseMark[];
  cursor: number | undefined;
};

function shown(value: number | null | undefined, unit: string): string {
  return value === null || value === undefined ? '–' : formatValue(value, unit);
}

type Marks = Pick<ChartLegendProps, 'marks' | 'cursor'> & { times: readonly number[]; period: number };

/** What the dashed lines are; under the crosshair, which. */
function MarksLegend({ marks, cursor, times, period }: Marks) {
  if (marks.length === 0) return null;
  const under = cursor === undefined ? [] : (marksByPeriod(marks, times, period).get(cursor) ?? []);
  return (
    <li>
      <span class="swatch-mark" />
      Deployed {under.length > 0 && <span class="number">{under.map(({ label }) => label).join(', ')}</span>}
    </li>
  );
}

/** The lines' names with their values: under the crosshair, or the last ones. */
export function ChartLegend({ widget, data, marks, cursor }: ChartLegendProps) {
  const at = cursor === undefined ? undefined : data.times[cursor];
  return (
    <ul class="chart-legend" aria-hidden="true">
      {widget.series.map((series, index) => (
        <li key={series.id}>
          <span class={`swatch swatch-${(index % LINE_COLORS) + 1}`} ref={(el) => paint(el, series.color)} />
          {series.label}{' '}
          <span class="number">
            {shown(cursor === undefined ? series.values.at(-1) : data.lines[index]?.[cursor], widget.unit)}
          </span>
        </li>
      ))}
      <MarksLegend marks={marks} cursor={cursor} times={data.times} period={widget.period} />
      <li class="chart-legend-time number">{at === undefined ? 'last' : chartClock(data.times)(at)}</li>
    </ul>
  );
}

function paint(element: HTMLElement | null, color: string | undefined): void {
  if (element !== null && color !== undefined) element.style.background = color;
}
