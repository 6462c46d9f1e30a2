import type uPlot from 'uplot';
import type { ChartColors } from './chart-colors.ts';
import type { ChartSubject } from './chart-subject.ts';

/** Lines are seen through it. */
const ALPHA = 0.45;

/** What is between the ends of a chart's band, in uPlot's words; nothing where it has none. */
export function bandsOf({ series, band }: ChartSubject, colors: () => ChartColors): uPlot.Band[] {
  const [upper, lower] = [band?.upper, band?.lower].map((id) => series.findIndex((line) => line.id === id) + 1);
  if (!upper || !lower) return [];
  const fill = () => colors().grid.replace(/^rgb\((.*)\)$/, `rgba($1, ${ALPHA})`);
  return [{ series: [upper, lower], fill }];
}
