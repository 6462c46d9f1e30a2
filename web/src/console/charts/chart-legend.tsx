import { formatClock } from '../../ui/format-time.ts';
import { chartClock } from './chart-clock.ts';
import { LINE_COLORS } from './chart-colors.ts';
import type { ChartData } from './chart-data.ts';
import type { ChartSubject } from './chart-subject.ts';
import { formatFigure } from './format-value.ts';
import { latestFigure, latestUntil, readAt } from './latest.ts';
import { marksByPeriod, type ReleaseMark } from './release-marks.ts';
import { type SeriesStatistics, seriesStatistics } from './series-statistics.ts';

/** Lines that a legend names; the others are in the table. */
export const MOST_NAMED = 8;

type ChartLegendProps = {
  subject: ChartSubject;
  data: ChartData;
  marks: readonly ReleaseMark[];
  cursor: number | undefined;
  hidden: ReadonlySet<string>;
  onToggle: (id: string) => void;
  /** Called with the line that is pointed at, or undefined. */
  onPoint: (id: string | undefined) => void;
};

function shown(value: number | null | undefined, unit: string): string {
  return value === null || value === undefined ? '–' : formatFigure(value, unit);
}

type Marks = Pick<ChartLegendProps, 'marks' | 'cursor'> & { times: readonly number[]; period: number };

/** What the dashed lines are; under the crosshair, which. */
function MarksLegend({ marks, cursor, times, period }: Marks) {
  if (marks.length === 0) return null;
  const under = cursor === undefined ? [] : (marksByPeriod(marks, times, period).get(cursor) ?? []);
  const told = under.length > 0 ? under : marks.slice(-1);
  return (
    <p class="legend-marks">
      <span class="swatch-mark" />
      Deployed {told.map(({ label, at }) => `${label} at ${formatClock(at)}`).join(', ')}
    </p>
  );
}

/** What the values of the first column are of: the time under the crosshair, else until when the latest ones are. */
function columnName({ subject, data: { times }, cursor }: Pick<ChartLegendProps, 'subject' | 'data' | 'cursor'>) {
  const at = cursor === undefined ? undefined : times[cursor];
  if (at !== undefined) return chartClock(times)(at);
  const until = latestUntil(subject.series.slice(0, MOST_NAMED), subject.period, readAt(subject));
  return until === undefined ? 'last' : `until ${chartClock(times)(until / 1000)}`;
}

/** Says what the shade at the end of a chart is, where there is one. */
function IncompleteLegend({ subject, data: { times } }: Pick<ChartLegendProps, 'subject' | 'data'>) {
  const last = times.at(-1);
  if (last === undefined || (last + subject.period) * 1000 <= readAt(subject)) return null;
  return (
    <span class="legend-incomplete">
      <span class="swatch swatch-incomplete" />
      not complete
    </span>
  );
}

type RowProps = Omit<ChartLegendProps, 'marks'> & {
  index: number;
  statistics: SeriesStatistics | undefined;
};

function Row({ subject, data, cursor, hidden, onToggle, onPoint, index, statistics }: RowProps) {
  const series = subject.series[index];
  if (series === undefined) return null;
  const { unit } = subject;
  const value =
    cursor === undefined ? latestFigure(series, subject.period, readAt(subject)) : data.lines[index]?.[cursor];
  const on = !hidden.has(series.id);
  return (
    <tr onPointerEnter={() => onPoint(series.id)} onPointerLeave={() => onPoint(undefined)}>
      <th scope="row">
        <button type="button" class="legend-name" aria-pressed={on} onClick={() => onToggle(series.id)}>
          <span class={`swatch swatch-${(index % LINE_COLORS) + 1}`} />
          {series.label}
        </button>
      </th>
      <td>{shown(value, unit)}</td>
      <td>{shown(statistics?.min, unit)}</td>
      <td>{shown(statistics?.max, unit)}</td>
    </tr>
  );
}

/** The lines' names with their last, lowest and highest values, or those under the crosshair; a name hides its line and shows it. */
export function ChartLegend(props: ChartLegendProps) {
  const { subject, data, marks, cursor } = props;
  const left = subject.series.length - MOST_NAMED;
  return (
    <div class="legend">
      <table>
        <caption class="visually-hidden">{`Lines of ${subject.title}`}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">Line</span>
              <IncompleteLegend subject={subject} data={data} />
            </th>
            <th scope="col">{columnName(props)}</th>
            <th scope="col">min</th>
            <th scope="col">max</th>
          </tr>
        </thead>
        <tbody>
          {subject.series.slice(0, MOST_NAMED).map((series, index) => (
            <Row key={series.id} {...props} index={index} statistics={seriesStatistics(series)} />
          ))}
        </tbody>
      </table>
      {left > 0 && <p class="legend-left">{`${left} more in the table`}</p>}
      <MarksLegend marks={marks} cursor={cursor} times={data.times} period={subject.period} />
    </div>
  );
}
