import type { MetricWidget } from './metric-widget.ts';
import type { GraphData } from './query-widget.ts';

/** A widget to be drawn with its data. */
export type Drawing = { readonly widget: MetricWidget; readonly data: GraphData };

/** What the renderer's thread is asked: to draw this. */
export type RenderRequest = ReturnType<typeof packDrawing>;

/** What it answers: the PNG, or why there is none. */
export type RenderAnswer = { readonly png: Uint8Array } | { readonly error: string };

/** Writes a drawing as it goes from thread to thread: lists of numbers as typed arrays, which take a third of the memory. */
export function packDrawing({ widget, data }: Drawing) {
  const pack = (numbers: readonly number[]): Float64Array => Float64Array.from(numbers);
  const series = data.series.map((one) => ({
    ...one,
    timestamps: pack(one.timestamps),
    values: pack(one.values),
  }));
  const bands = data.bands.map((band) => ({
    ...band,
    timestamps: pack(band.timestamps),
    upper: pack(band.upper),
    lower: pack(band.lower),
  }));
  return { widget, data: { ...data, series, bands } };
}

/** Reads what `packDrawing` wrote. */
export function unpackDrawing({ widget, data }: RenderRequest): Drawing {
  const series = data.series.map((one) => ({
    ...one,
    timestamps: Array.from(one.timestamps),
    values: Array.from(one.values),
  }));
  const bands = data.bands.map((band) => ({
    ...band,
    timestamps: Array.from(band.timestamps),
    upper: Array.from(band.upper),
    lower: Array.from(band.lower),
  }));
  return { widget, data: { ...data, series, bands } };
}
