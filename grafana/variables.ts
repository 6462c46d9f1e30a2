import { ConstantVariableBuilder, CustomVariableBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { FUNCTIONS } from '../functions/manifest.ts';
import type { DashboardDefinition } from '../monitoring/dashboards/panel.ts';
import { type FigurePanel, functionOf, isByFunction } from '../monitoring/dashboards/resolve-panel.ts';
import { FUNCTION_VALUES, PERIOD_VALUES } from '../monitoring/dashboards/variables.ts';
import type { MetricQuery } from '../monitoring/metric-query.ts';
import type { FunctionId } from '../monitoring/resources.ts';
import type { GrafanaStage } from './grafana-stage.ts';

type Choice = { readonly text: string; readonly value: string };

/** A variable's value in a query, or its text. */
export function ref(name: 'stage' | 'api' | 'function' | 'route' | 'period', format?: 'text'): string {
  return format === undefined ? `\${${name}}` : `\${${name}:${format}}`;
}

/** The lines that are left of a panel for a function: its own, and all of a panel that has none of it. */
function linesLeft(panel: FigurePanel, id: FunctionId | 'all'): readonly MetricQuery[] {
  const shown = panel.queries.filter(({ returnData }) => returnData ?? true);
  const own = shown.filter((query) => functionOf(query, panel) === id);
  return own.length > 0 ? own : shown;
}

/** The names of what is left for a function of the dashboard's panels that have lines of several. */
function linesOf(dashboard: DashboardDefinition, id: FunctionId | 'all'): readonly string[] {
  const panels = dashboard.panels.filter((panel) => 'queries' in panel).filter(isByFunction);
  return panels.flatMap((panel) => linesLeft(panel, id)).map((query) => query.label ?? query.id);
}

/** The field that every series has, beside the one that is named as its line. */
const TIME = 'Time';

/**
 * The values name what is left to see of panels with lines of several functions ("Filter fields by name"); their text is
 * the function.
 */
function functionChoices(dashboard: DashboardDefinition): readonly Choice[] {
  // The function's own name tells values apart that are otherwise the same.
  return FUNCTION_VALUES.map((text) => ({
    text,
    value: [...new Set([TIME, text, ...linesOf(dashboard, text)])].join(','),
  }));
}

/** The value of all routes is the stage: a query asks for what has the route, or that stage. */
function routeChoices(stage: string): readonly Choice[] {
  const routes = Object.values(FUNCTIONS).flatMap((each) => each.routes);
  const paths = [...new Set(routes.map(({ path }) => path))].sort();
  return [{ text: 'all', value: stage }, ...paths.map((path) => ({ text: path, value: path }))];
}

const escaped = (text: string): string => text.replaceAll(',', '\\,');

function custom(name: string, label: string, description: string, choices: readonly Choice[]): CustomVariableBuilder {
  const builder = new CustomVariableBuilder(name)
    .label(label)
    .description(description)
    .allowCustomValue(false)
    .values(choices.map(({ text, value }) => `${text} : ${escaped(value)}`).join(', '));
  const [first] = choices;
  return first === undefined ? builder : builder.current({ selected: true, ...first });
}

const PERIOD_TEXTS = {
  auto: 'as long as suits',
  '60': '1 min',
  '300': '5 min',
  '900': '15 min',
  '3600': '1 h',
  '86400': '1 d',
};

/** What a viewer can choose, and what the queries need to know of the stage. */
export function variables(dashboard: DashboardDefinition, { stage, apiId }: GrafanaStage) {
  const periods = PERIOD_VALUES.map((value) => ({ text: PERIOD_TEXTS[value], value }));
  return [
    custom('stage', 'Stage', 'The stage that this folder shows.', [{ text: stage, value: stage }]),
    custom(
      'function',
      'Function',
      'Of panels with lines of several functions, and of logs.',
      functionChoices(dashboard),
    ),
    custom('route', 'Route', 'Of logs and traces; no metric has routes.', routeChoices(stage)),
    custom('period', 'Period', 'Of panels with a datapoint a minute; the others keep theirs.', periods),
    new ConstantVariableBuilder('api').value(apiId),
  ];
}
