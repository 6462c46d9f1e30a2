/** A vertical line on the graphs of a dashboard ("Dashboard Body Structure and Syntax": vertical annotations). */
export type DashboardMark = {
  readonly label: string;
  /** ISO 8601. */
  readonly value: string;
  readonly color: string;
};

/** What became of a release, as its mark says it; by these words a mark is known for one of ours. */
export const MARK_WORDS = ['Deployed', 'Rolled back', 'Failed', 'Interrupted'] as const;
export type MarkWord = (typeof MARK_WORDS)[number];

/** The label of a release's mark: `Deployed 3f9a2c41b07d`. */
export function markLabel(word: MarkWord, version: string): string {
  return `${word} ${version}`;
}

type Json = Readonly<Record<string, unknown>>;

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const MARK = new RegExp(`^(${MARK_WORDS.join('|')}) \\S+$`);

function isMark(annotation: unknown): boolean {
  return isJson(annotation) && typeof annotation.label === 'string' && MARK.test(annotation.label);
}

/** A graph over time is the view of a metric widget that names none. */
function isTimeSeries(widget: unknown): widget is Json & { readonly properties: Json } {
  if (!isJson(widget) || widget.type !== 'metric' || !isJson(widget.properties)) return false;
  const { view = 'timeSeries', metrics } = widget.properties;
  return view === 'timeSeries' && Array.isArray(metrics);
}

function verticals(properties: Json): readonly unknown[] {
  return isJson(properties.annotations) ? listOf(properties.annotations.vertical) : [];
}

function marked(widget: unknown, marks: readonly DashboardMark[]): unknown {
  if (!isTimeSeries(widget)) return widget;
  const { properties } = widget;
  const vertical = [...verticals(properties).filter((annotation) => !isMark(annotation)), ...marks];
  if (vertical.length === 0 && verticals(properties).length === 0) return widget;
  const annotations = { ...(isJson(properties.annotations) ? properties.annotations : {}), vertical };
  return { ...widget, properties: { ...properties, annotations } };
}

/** The dashboard's body with just these marks on every graph over time; everything else in it stays as it is. */
export function withMarks(body: Json, marks: readonly DashboardMark[]): Json {
  if (!Array.isArray(body.widgets)) return body;
  return { ...body, widgets: body.widgets.map((widget: unknown) => marked(widget, marks)) };
}
