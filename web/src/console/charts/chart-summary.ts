import { formatClock } from '../../ui/format-time.ts';
import type { ChartSubject } from './chart-subject.ts';
import { formatValue } from './format-value.ts';
import { latestOf, readAt } from './latest.ts';
import type { ReleaseMark } from './release-marks.ts';
import { isCount, seriesStatistics } from './series-statistics.ts';

function deployed(marks: readonly ReleaseMark[]): string[] {
  if (marks.length === 0) return [];
  return [`Deployed: ${marks.map(({ at, label }) => `${label} at ${formatClock(at)}`).join(', ')}.`];
}

/** Lines that are told one by one. */
const MOST_TOLD = 12;

/** A chart for those who cannot see it: last, lowest and highest value of each line, and what was deployed meanwhile. */
export function chartSummary(subject: ChartSubject, marks: readonly ReleaseMark[] = []): string {
  const sentences = subject.series.slice(0, MOST_TOLD).map((series) => {
    const statistics = seriesStatistics(series);
    if (statistics === undefined) return `${series.label}: ${isCount(series) ? 'none' : 'no data'}.`;
    const { min, max } = statistics;
    const last = latestOf(series, subject.period, readAt(subject)) ?? statistics.last;
    const [now, lowest, highest] = [last, min, max].map((value) => formatValue(value, subject.unit));
    return `${series.label}: last ${now}, lowest ${lowest}, highest ${highest}.`;
  });
  const lines = sentences.length === 0 ? ['No metrics.'] : sentences;
  const left = subject.series.length - MOST_TOLD;
  return [...lines, ...(left > 0 ? [`${left} more lines are in the table.`] : []), ...deployed(marks)].join(' ');
}
