import type { JsonObject } from '../../aws/json.ts';
import type { SUMMARY_COLUMNS, VIEWS } from '../dashboards/check-metric-properties.ts';
import type { Range } from '../queries/range.ts';

export type Theme = 'light' | 'dark';
export type View = (typeof VIEWS)[number];
export type AxisSide = 'left' | 'right';
export type SummaryColumn = (typeof SUMMARY_COLUMNS)[number];

/** A y axis as the widget asks for it; without bounds it fits the data. */
export type AxisOptions = {
  readonly min?: number;
  readonly max?: number;
  readonly label?: string;
  readonly showUnits: boolean;
};

/** One metric or expression: a query as GetMetricData takes it, and how its results are drawn. */
export type WidgetMetric = {
  readonly query: JsonObject;
  readonly color?: string;
  readonly yAxis: AxisSide;
  readonly visible: boolean;
};

/** A value (horizontal) or a time in epoch milliseconds (vertical) with the text that names it. */
export type AnnotationBound = { readonly value: number; readonly label?: string };

/** A horizontal line with one bound, or a band between two. */
export type HorizontalAnnotation = {
  readonly bounds: readonly AnnotationBound[];
  readonly fill: 'above' | 'below' | 'none';
  readonly color?: string;
  readonly yAxis: AxisSide;
};

/** A vertical line with one bound, or a band between two. */
export type VerticalAnnotation = {
  readonly bounds: readonly AnnotationBound[];
  readonly fill: 'before' | 'after' | 'none';
  readonly color?: string;
};

export type TableOptions = {
  readonly layout: 'horizontal' | 'vertical';
  readonly showTimeSeriesData: boolean;
  readonly summaryColumns: readonly SummaryColumn[];
};

/** A metric widget with every default filled in; sizes in pixels. */
export type MetricWidget = {
  readonly view: View;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
  readonly stacked: boolean;
  readonly legend: 'bottom' | 'right' | 'hidden';
  /** Minutes that clocks in the widget's time zone are ahead of UTC. */
  readonly utcOffset: number;
  readonly range: Range;
  /** Whether datapoints of the last minute are drawn, which may still change. */
  readonly liveData: boolean;
  readonly sparkline: boolean;
  readonly fullPrecision: boolean;
  readonly sliceLabels: boolean;
  readonly table: TableOptions;
  readonly axes: Readonly<Record<AxisSide, AxisOptions>>;
  readonly metrics: readonly WidgetMetric[];
  readonly horizontal: readonly HorizontalAnnotation[];
  readonly vertical: readonly VerticalAnnotation[];
};
