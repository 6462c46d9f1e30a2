import type { WidgetData } from '../../../../functions/ops/responses.ts';
import { formatClock } from '../../ui/format-time.ts';
import { formatValue } from './format-value.ts';
import type { ReleaseMark } from './release-marks.ts';
import { seriesStatistics } from './series-statistics.ts';

function deployed(marks: readonly ReleaseMark[]): string[] {
  if (marks.length === 0) return [];
  return [`Deployed: ${marks.map(({ at, label }) => `${label} at ${formatClock(at)}`).join(', ')}.`];
}

/** A chart for those who cannot see it: last, lowest and highest value of each line, and what was deployed meanwhile. */
export function chartSummary(widget: WidgetData, marks: readonly ReleaseMark[] = []): string {
  const sentences = widget.series.map((series) => {
    const statistics = seriesStatistics(series);
    if (statistics === undefined) return `${series.label}: no data.`;
    const { last, min, max } = statistics;
    const [now, lowest, highest] = [last, min, max].map((value) => formatValue(value, widget.unit));
    return `${series.label}: last ${now}, lowest ${lowest}, highest ${highest}.`;
  });
  const lines = sentences.length === 0 ? ['No metrics.'] : sentences;
  return [...lines, ...deployed(marks)].join(' ');
}
