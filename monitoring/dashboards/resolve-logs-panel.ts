import { QUERIES, type QueryDefinition } from '../queries.ts';
import type { FunctionId } from '../resources.ts';
import type { LogsPanel } from './panel.ts';
import type { DashboardVariables } from './variables.ts';

/** A logs panel's query of Logs Insights, as every face sends it: its text, and the functions whose log groups it looks at. */
export type ResolvedLogsQuery = { readonly query: string; readonly functions: readonly FunctionId[] };

/** The saved query of a panel. RangeError when there is none of its id. */
export function savedQuery({ id, query }: Pick<LogsPanel, 'id' | 'query'>): QueryDefinition {
  const found = QUERIES.find((each) => each.id === query);
  if (found === undefined) throw new RangeError(`Panel ${id}: there is no saved query ${query}.`);
  return found;
}

function withDefaults({ query, parameters = [] }: QueryDefinition): string {
  return parameters.reduce((text, { name, defaultValue }) => text.replaceAll(`{{${name}}}`, defaultValue), query);
}

/** A saved query for the chosen variables: of the chosen function alone if it looks at it, of requests to the chosen route alone. */
export function resolveLogsPanel(
  panel: Pick<LogsPanel, 'id' | 'query'>,
  chosen: Pick<DashboardVariables, 'function' | 'route'>,
): ResolvedLogsQuery {
  const saved = savedQuery(panel);
  const own = saved.functions.filter((id) => id === chosen.function);
  const text = withDefaults(saved);
  return {
    query: chosen.route === 'all' ? text : `filter route = ${JSON.stringify(chosen.route)}\n| ${text}`,
    functions: own.length > 0 ? own : saved.functions,
  };
}
