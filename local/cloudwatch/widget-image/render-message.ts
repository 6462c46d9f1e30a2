import type { MetricWidget } from './metric-widget.ts';
import type { GraphData } from './query-widget.ts';

/** What the renderer's thread is asked: to draw a widget with its data. */
export type Drawing = { readonly widget: MetricWidget; readonly data: GraphData };

/** What it answers: the PNG, or why there is none. */
export type RenderAnswer = { readonly png: Uint8Array } | { readonly error: string };
