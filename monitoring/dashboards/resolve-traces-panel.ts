import { physicalName } from '../physical-name.ts';
import type { TracesPanel } from './panel.ts';
import type { DashboardVariables } from './variables.ts';

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
    ...(chosen.function === 'all' ? [] : [`service("${physicalName(stage, chosen.function)}")`]),
  ];
  return parts.join(' AND ');
}
