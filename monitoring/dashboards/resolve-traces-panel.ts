import { physicalName } from '../physical-name.ts';
import type { FunctionId } from '../resources.ts';
import type { TracesPanel } from './panel.ts';
import type { DashboardVariables } from './variables.ts';

/** What a function does of its own is a segment of Lambda's, by its physical name; what it does for another's trace is one of ours. */
function throughFunction(stage: string, id: FunctionId): string {
  return `(service("${physicalName(stage, id)}") OR service("${id}"))`;
}

/**
 * A traces panel's filter expression in a stage, as every face asks it: of the chosen route and of traces that go through the
 * chosen function alone ("Using filter expressions").
 */
export function resolveTracesPanel(
  { filter }: Pick<TracesPanel, 'filter'>,
  stage: string,
  chosen: Pick<DashboardVariables, 'function' | 'route'>,
): string {
  const parts = [
    `annotation.stage = "${stage}"`,
    ...(filter === '' ? [] : [`(${filter})`]),
    ...(chosen.route === 'all' ? [] : [`annotation.route = ${JSON.stringify(chosen.route)}`]),
    ...(chosen.function === 'all' ? [] : [throughFunction(stage, chosen.function)]),
  ];
  return parts.join(' AND ');
}
