import type { CloudWatchDashboard, FunctionVariable } from './cloudwatch-dashboards/cloudwatch-dashboard.ts';
import { below, inRows, type Placed, sizeOf } from './cloudwatch-dashboards/layout.ts';
import { panelWidget, type WidgetContent } from './cloudwatch-dashboards/panel-widget.ts';
import type { DashboardPlace } from './cloudwatch-dashboards/place.ts';
import type { DashboardDefinition } from './dashboards/panel.ts';
import { physicalName } from './physical-name.ts';

type Widget<Name> = Placed & WidgetContent<Name>;

const WIDE = 24;
const HEADING = 2;

/** What a group's widgets show is described in a text widget below them; its lines are `**title** description`. */
function descriptions({ panels }: DashboardDefinition): string {
  return panels.map((panel) => `**${panel.title}** ${panel.description}`).join('\n\n');
}

function text<Name>(markdown: string, y: number, height: number): Widget<Name> {
  return { x: 0, y, width: WIDE, height, type: 'text', properties: { markdown } };
}

/** One of our dashboards from row `y` on: a heading, its panels, and what they say. */
function group<Name>(
  shown: DashboardDefinition,
  y: number,
  dashboard: CloudWatchDashboard,
  place: DashboardPlace<Name>,
): readonly Widget<Name>[] {
  const positions = inRows(shown.panels.map(sizeOf), y + HEADING);
  const widgets = shown.panels.flatMap((panel, index) => {
    const position = positions[index];
    return position === undefined ? [] : [{ ...position, ...panelWidget(panel, dashboard, place) }];
  });
  return [
    text(`# ${shown.title}\n${shown.description}`, y, HEADING),
    ...widgets,
    text(descriptions(shown), below(positions, y + HEADING), 2 + Math.ceil(shown.panels.length / 2)),
  ];
}

/** The names of functions are chosen among; the first stands for whichever is. */
function variable({ id, label, functions, first }: FunctionVariable, stage: string) {
  return {
    type: 'pattern',
    pattern: physicalName(stage, first),
    inputType: 'select',
    id,
    label,
    defaultValue: physicalName(stage, first),
    visible: true,
    values: functions.map((name) => ({ value: physicalName(stage, name), label: name })),
  };
}

/** A dashboard's body ("Dashboard Body Structure and Syntax"), before JSON.stringify. */
export function dashboardBody<Name>(dashboard: CloudWatchDashboard, place: DashboardPlace<Name>) {
  const widgets: Widget<Name>[] = [];
  for (const shown of dashboard.shows) widgets.push(...group(shown, below(widgets, 0), dashboard, place));
  const variables = dashboard.variables.map((each) => variable(each, place.target.stage));
  return { start: '-PT3H', periodOverride: 'inherit', ...(variables.length > 0 && { variables }), widgets };
}
