import { type MetricIdentity, type MetricQuery, metricIdentity, type Target } from '../metric-query.ts';
import { FUNCTION_IDS, type FunctionId } from '../resources.ts';
import type { Panel } from './panel.ts';
import type { DashboardVariables } from './variables.ts';

/** A query of a panel whose names are known where it is deployed; the same on every face. */
export type ResolvedQuery<Name> = {
  readonly id: string;
  readonly label: string | undefined;
  /** Whether it is shown; else it only takes part in metric math. */
  readonly returnData: boolean;
} & (
  | { readonly kind: 'metric'; readonly identity: MetricIdentity<Name>; readonly stat: string }
  | { readonly kind: 'expression'; readonly expression: string }
);

/** A panel whose figures are those of metrics. */
export type FigurePanel = Extract<Panel, { readonly queries: readonly MetricQuery[] }>;

/** The queries that a query is made of, itself first: metric math names others by their ids, and text in quotes is no id. */
function partsOf(query: MetricQuery, all: readonly MetricQuery[]): readonly MetricQuery[] {
  const parts = new Set([query]);
  for (const { expression } of parts) {
    const words = new Set((expression ?? '').replace(/'[^']*'|"[^"]*"/g, ' ').match(/\b[a-z]\w*/g));
    for (const each of all) if (words.has(each.id)) parts.add(each);
  }
  return [...parts];
}

/** The function that a metric is of, by its dimensions; undefined for what is nobody's in particular. */
function functionOfMetric({ metric }: MetricQuery): FunctionId | undefined {
  for (const value of Object.values(metric?.dimensions ?? {})) {
    if (typeof value === 'string') {
      const named = FUNCTION_IDS.find((id) => id === value);
      if (named !== undefined) return named;
    } else if (value.resource === 'function' || value.resource === 'logGroup') {
      return value.id;
    }
  }
  return undefined;
}

/** The function that a panel's query is of, metric math by all that it is made of; undefined for what is of several or of none. */
export function functionOf(query: MetricQuery, { queries }: Pick<FigurePanel, 'queries'>): FunctionId | undefined {
  const metrics = partsOf(query, queries).filter((each) => each.metric !== undefined);
  const [first, ...others] = new Set(metrics.map(functionOfMetric));
  return others.length === 0 ? first : undefined;
}

function isShown({ returnData }: MetricQuery): boolean {
  return returnData ?? true;
}

/** The functions of which a panel has lines of their own. */
export function functionsOf(panel: Pick<FigurePanel, 'queries'>): readonly FunctionId[] {
  return [...new Set(panel.queries.filter(isShown).flatMap((query) => functionOf(query, panel) ?? []))];
}

/** Whether a panel has lines of several functions, of which the variable `function` can choose. */
export function isByFunction(panel: Pick<FigurePanel, 'queries'>): boolean {
  return functionsOf(panel).length > 1;
}

function resolved<Name>(query: MetricQuery, target: Target<Name>): ResolvedQuery<Name> {
  const common = { id: query.id, label: query.label, returnData: isShown(query) };
  if (query.metric === undefined) return { ...common, kind: 'expression', expression: query.expression };
  return { ...common, kind: 'metric', identity: metricIdentity(query.metric, target), stat: query.stat };
}

/** The queries of a panel for the chosen function: its lines if the panel has several functions', with all that they are made of. */
function chosenQueries(panel: FigurePanel, chosen: DashboardVariables['function']): readonly MetricQuery[] {
  const functions = functionsOf(panel);
  if (functions.length < 2 || !functions.some((id) => id === chosen)) return panel.queries;
  const own = panel.queries.filter((query) => isShown(query) && functionOf(query, panel) === chosen);
  const wanted = new Set(own.flatMap((query) => partsOf(query, panel.queries)));
  return panel.queries.filter((query) => wanted.has(query));
}

/**
 * The queries of a panel in a stage, for the chosen variables: of a panel with lines of several functions those of the
 * chosen one, if it has any.
 */
export function resolvePanel<Name>(
  panel: FigurePanel,
  target: Target<Name>,
  chosen: Pick<DashboardVariables, 'function'>,
): readonly ResolvedQuery<Name>[] {
  return chosenQueries(panel, chosen.function).map((query) => resolved(query, target));
}

/** Seconds of a panel's datapoints: its own, or longer where the variable or the face's range wants it. */
export function panelPeriod(
  { period }: Pick<FigurePanel, 'period'>,
  chosen: Pick<DashboardVariables, 'period'>,
  shortest = 60,
): number {
  return Math.max(period, shortest, chosen.period === 'auto' ? 0 : Number(chosen.period));
}
