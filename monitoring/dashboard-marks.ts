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

/** The label of a release's mark: `Deployed 3f9a2c41b07d`; a release's version is twelve digits of its commit. */
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

const MARK = new RegExp(`^(${MARK_WORDS.join('|')}) [0-9a-f]{12}$`);

function isMark(annotation: unknown): annotation is DashboardMark {
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

/** The annotations with these vertical ones; undefined when nothing is left of them. */
function withVerticals(properties: Json, vertical: readonly unknown[]): Json | undefined {
  const { vertical: _, ...others } = isJson(properties.annotations) ? properties.annotations : {};
  if (vertical.length > 0) return { ...others, vertical };
  return Object.keys(others).length > 0 ? others : undefined;
}

function marked(widget: unknown, marks: readonly DashboardMark[]): unknown {
  if (!isTimeSeries(widget)) return widget;
  const kept = verticals(widget.properties).filter((annotation) => !isMark(annotation));
  if (marks.length === 0 && kept.length === verticals(widget.properties).length) return widget;
  const { annotations: _, ...properties } = widget.properties;
  const annotations = withVerticals(widget.properties, [...kept, ...marks]);
  return { ...widget, properties: { ...properties, ...(annotations && { annotations }) } };
}

/** The dashboard's body with just these marks on every graph over time, or as it is without any; all else in it stays. */
export function withMarks(body: Json, marks: readonly DashboardMark[]): Json {
  if (!Array.isArray(body.widgets)) return body;
  return { ...body, widgets: body.widgets.map((widget: unknown) => marked(widget, marks)) };
}

function parsed(body: string | undefined): Json {
  const value: unknown = body === undefined ? undefined : JSON.parse(body);
  return isJson(value) ? value : {};
}

/** A body as it is defined (JSON), with the marks on the one that is deployed, if one is. */
export function withDeployedMarks(defined: string, deployed: string | undefined): string {
  const graph = listOf(parsed(deployed).widgets).find(isTimeSeries);
  const marks = graph === undefined ? [] : verticals(graph.properties).filter(isMark);
  return marks.length === 0 ? defined : JSON.stringify(withMarks(parsed(defined), marks));
}
