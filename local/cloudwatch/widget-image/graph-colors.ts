import { type Colors, seriesColor } from './palette.ts';
import type { GraphBand, GraphData, GraphSeries } from './query-widget.ts';

export type ColoredSeries = GraphSeries & { readonly color: string };
export type ColoredBand = GraphBand & { readonly color: string };

/** The series and bands of a graph with the colours they are drawn in. */
export type ColoredGraph = { readonly series: readonly ColoredSeries[]; readonly bands: readonly ColoredBand[] };

/** Gives every series the next colour of the palette and bands a muted one, unless the widget names it. */
export function colorGraph({ series, bands }: GraphData, colors: Colors): ColoredGraph {
  return {
    series: series.map((one, index) => ({ ...one, color: one.color ?? seriesColor(colors, index) })),
    bands: bands.map((band) => ({ ...band, color: band.color ?? colors.muted })),
  };
}
