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

/** The function that a query's metric is of, by its dimensions; undefined for math and for what is nobody's in particular. */
export function functionOf({ metric }: MetricQuery): FunctionId | undefined {
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

function resolved<Name>(query: MetricQuery, target: Target<Name>): ResolvedQuery<Name> {
  const common = { id: query.id, label: query.label, returnData: query.returnData ?? true };
  if (query.metric === undefined) return { ...common, kind: 'expression', expression: query.expression };
  return { ...common, kind: 'metric', identity: metricIdentity(query.metric, target), stat: query.stat };
}

/** Whether a panel has lines of several functions, of which the variable `function` can choose. */
export function isByFunction({ queries }: FigurePanel): boolean {
  return new Set(queries.flatMap((query) => functionOf(query) ?? [])).size > 1;
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
  const own = panel.queries.filter((query) => functionOf(query) === chosen.function);
  const wanted = isByFunction(panel) && own.length > 0 ? own : panel.queries;
  return wanted.map((query) => resolved(query, target));
}

/** Seconds of a panel's datapoints: its own, or longer where the variable or the face's range wants it. */
export function panelPeriod(
  { period }: Pick<FigurePanel, 'period'>,
  chosen: Pick<DashboardVariables, 'period'>,
  shortest = 60,
): number {
  return Math.max(period, shortest, chosen.period === 'auto' ? 0 : Number(chosen.period));
}
