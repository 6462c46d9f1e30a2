/** One row of a widget's `metrics` array, made explicit. */
export type WidgetMetric = {
  id: string;
  visible: boolean;
  label?: string;
  color?: string;
  /** Seconds. */
  period: number;
} & (
  | { kind: 'metric'; namespace: string; metricName: string; dimensions: Record<string, string>; stat: string }
  | { kind: 'expression'; expression: string }
);

export type Widget = {
  title: string;
  view: 'timeSeries' | 'singleValue';
  unit: string;
  description: string;
  /** Seconds. */
  period: number;
  /** One datapoint for the whole range, as CloudWatch's property of that name says. */
  setPeriodToTimeRange: boolean;
  metrics: WidgetMetric[];
};

export type DashboardBody = { title: string; widgets: Widget[] };

type Json = Record<string, unknown>;

const DEFAULT_PERIOD = 300;
const DEFAULT_STAT = 'Average';

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function object(value: unknown): Json {
  return isObject(value) ? value : {};
}

function array(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** Replaces `.` (same as above) and `...` (all but what follows) by the row above, as the body's syntax allows. */
function expandRow(row: readonly string[], above: readonly string[]): string[] {
  if (row[0] === '...') {
    const rest = row.slice(1);
    return [...above.slice(0, above.length - rest.length), ...rest].map((part, i) =>
      part === '.' ? (above[i] ?? '') : part,
    );
  }
  return row.map((part, i) => (part === '.' ? (above[i] ?? '') : part));
}

function dimensionsOf(parts: readonly string[]): Record<string, string> {
  const dimensions: Record<string, string> = {};
  for (let i = 0; i + 1 < parts.length; i += 2) dimensions[parts[i] ?? ''] = parts[i + 1] ?? '';
  return dimensions;
}

function widgetMetric(parts: readonly string[], options: Json, index: number, properties: Json): WidgetMetric {
  const label = text(options.label);
  const color = text(options.color);
  const common = {
    id: text(options.id) ?? `metric${index}`,
    visible: options.visible !== false,
    period: number(options.period) ?? number(properties.period) ?? DEFAULT_PERIOD,
    ...(label === undefined ? {} : { label }),
    ...(color === undefined ? {} : { color }),
  };
  const expression = text(options.expression);
  if (expression !== undefined) return { ...common, kind: 'expression', expression };
  const [namespace = '', metricName = '', ...dimensions] = parts;
  const stat = text(options.stat) ?? text(properties.stat) ?? DEFAULT_STAT;
  return { ...common, kind: 'metric', namespace, metricName, dimensions: dimensionsOf(dimensions), stat };
}

function widgetMetrics(properties: Json): WidgetMetric[] {
  const metrics: WidgetMetric[] = [];
  let above: string[] = [];
  for (const [index, row] of array(properties.metrics).entries()) {
    const parts = array(row).filter((part): part is string => typeof part === 'string');
    const expanded = expandRow(parts, above);
    if (expanded.length > 0) above = expanded;
    metrics.push(widgetMetric(expanded, object(array(row).find(isObject)), index, properties));
  }
  return metrics;
}

function metricWidget(properties: Json, descriptions: ReadonlyMap<string, string>): Widget {
  const title = text(properties.title) ?? '';
  return {
    title,
    view: properties.view === 'singleValue' ? 'singleValue' : 'timeSeries',
    unit: text(object(object(properties.yAxis).left).label) ?? '',
    description: descriptions.get(title) ?? '',
    period: number(properties.period) ?? DEFAULT_PERIOD,
    setPeriodToTimeRange: properties.setPeriodToTimeRange === true,
    metrics: widgetMetrics(properties),
  };
}

/** A text widget's heading is the dashboard's title; its lines `**title** sentence` describe the other widgets. */
function markdownOf(widgets: readonly Json[]): string {
  return widgets
    .filter((widget) => widget.type === 'text')
    .map((widget) => text(object(widget.properties).markdown) ?? '')
    .join('\n');
}

/**
 * Reads the widgets that draw metrics out of a dashboard's body ("Dashboard Body Structure and Syntax"); other widgets are
 * passed over. Throws a SyntaxError when the body is not a JSON object.
 */
export function parseDashboardBody(body: string): DashboardBody {
  const parsed: unknown = JSON.parse(body);
  if (!isObject(parsed)) throw new SyntaxError('A dashboard body is a JSON object.');
  const widgets = array(parsed.widgets).filter(isObject);
  const markdown = markdownOf(widgets);
  const descriptions = new Map(
    [...markdown.matchAll(/^\*\*(.+?)\*\* (.+)$/gm)].map(([, title = '', sentence = '']) => [title, sentence] as const),
  );
  return {
    title: markdown.match(/^# (.+)$/m)?.[1] ?? '',
    widgets: widgets
      .filter((widget) => widget.type === 'metric')
      .map((widget) => metricWidget(object(widget.properties), descriptions)),
  };
}
