import type { WidgetData } from '../../../functions/ops/responses.ts';
import { formatValue } from './format-value.ts';
import { seriesStatistics } from './series-statistics.ts';

/** A chart in one sentence a line, for those who cannot see it: last, lowest and highest value of each. */
export function chartSummary(widget: WidgetData): string {
  const sentences = widget.series.map((series) => {
    const statistics = seriesStatistics(series);
    if (statistics === undefined) return `${series.label}: no data.`;
    const { last, min, max } = statistics;
    const [now, lowest, highest] = [last, min, max].map((value) => formatValue(value, widget.unit));
    return `${series.label}: last ${now}, lowest ${lowest}, highest ${highest}.`;
  });
  return sentences.length === 0 ? 'No metrics.' : sentences.join(' ');
}
