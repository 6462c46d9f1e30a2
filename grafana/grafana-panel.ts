import type { DashboardId, Panel } from '../monitoring/dashboards/panel.ts';
import { figurePanel } from './figure-panels.ts';
import type { GrafanaStage } from './grafana-stage.ts';
import { panelLinks } from './links.ts';
import { alarmStatesPanel, logsPanel, serviceMapPanel, tracesPanel } from './row-panels.ts';
import { type Sources, sourcesOf } from './sources.ts';

const WIDTHS = { quarter: 6, third: 8, half: 12, full: 24 } as const;
const HEIGHTS = { stat: 5, gauge: 5, sloBudget: 5, serviceMap: 14, alarmStates: 8 } as const;
const HEIGHT = 8;

function heightOf(type: Panel['type']): number {
  const heights: { readonly [T in Panel['type']]?: number } = HEIGHTS;
  return heights[type] ?? HEIGHT;
}

function shapeOf(panel: Panel, stage: string, { cloudWatch, xRay }: Sources) {
  switch (panel.type) {
    case 'logs':
      return logsPanel(panel, stage, cloudWatch);
    case 'alarmStates':
      return alarmStatesPanel(panel.alarms, stage, cloudWatch);
    case 'serviceMap':
      return serviceMapPanel(stage, xRay);
    case 'traces':
      return tracesPanel(panel.filter, xRay);
    default:
      return figurePanel(panel, cloudWatch);
  }
}

/** One panel of a dashboard as Grafana has it; `id` is unique within the dashboard. */
export function grafanaPanel(panel: Panel, id: number, dashboard: DashboardId, stage: GrafanaStage) {
  return shapeOf(panel, stage.stage, sourcesOf(stage.stage))
    .id(id)
    .title(panel.title)
    .description(panel.description)
    .links(panelLinks(panel, dashboard, stage))
    .span(WIDTHS[panel.width ?? 'half'])
    .height(heightOf(panel.type));
}
