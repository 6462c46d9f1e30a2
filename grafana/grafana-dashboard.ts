import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  type AnnotationQuery,
  AnnotationQueryBuilder,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  type Panel,
  TimePickerBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { DashboardDefinition } from '../monitoring/dashboards/panel.ts';
import { SHOWN_HOURS } from '../monitoring/grafana-cost.ts';
import { APP } from '../monitoring/physical-name.ts';
import { deploymentsPanel } from './deployments-panel.ts';
import { grafanaPanel } from './grafana-panel.ts';
import type { GrafanaStage } from './grafana-stage.ts';
import { inSight } from './in-sight.ts';
import { layOut } from './lay-out.ts';
import { dashboardLinks, dashboardTag, stageTag } from './links.ts';
import { refreshCostPanel } from './refresh-cost-panel.ts';
import { REFRESH_CHOICES, REFRESH_DEFAULT } from './refreshes.ts';
import { OWN_SOURCE } from './sources.ts';
import { uid } from './uid.ts';
import { variables } from './variables.ts';

/** What dashboards of Grafana 10.4 are written in; later ones bring it up to their own. */
const SCHEMA_VERSION = 39;

/** Deployments that were told to Grafana itself, as stacks/grafana.ts does; their switch is where everybody sees it. */
function toldDeployments(stage: string): Builder<AnnotationQuery> {
  const target = { type: 'tags', tags: [APP, stageTag(stage), 'deployment'], matchAny: false, limit: 100 };
  return inSight(
    new AnnotationQueryBuilder()
      .name('Deployments')
      .datasource(OWN_SOURCE)
      .enable(true)
      .iconColor('purple')
      .target({ build: () => Object.assign(target, { refId: 'deployments', _implementsDataqueryVariant: () => {} }) }),
  );
}

/** A dashboard's JSON; its panels are in no rows. */
export type GrafanaDashboard = Omit<Dashboard, 'panels'> & { readonly panels: readonly Panel[] };

/** A dashboard of monitoring/ as Grafana 10.4 and later have it, for a stage. */
export function grafanaDashboard(definition: DashboardDefinition, stage: GrafanaStage): GrafanaDashboard {
  const { id, title, description, panels } = definition;
  const builder = new DashboardBuilder(title)
    .uid(uid(stage.stage, id))
    .description(description)
    .tags([APP, stageTag(stage.stage), dashboardTag(id)])
    .readonly()
    .time({ from: `now-${SHOWN_HOURS}h`, to: 'now' })
    .timepicker(new TimePickerBuilder().refreshIntervals([...REFRESH_CHOICES]))
    .refresh(REFRESH_DEFAULT)
    .tooltip(DashboardCursorSync.Crosshair)
    .variables(variables(definition, stage))
    .annotation(toldDeployments(stage.stage))
    .links(dashboardLinks(id, stage));
  const shapes = [
    deploymentsPanel(stage.stage).id(1),
    ...panels.map((panel, index) => grafanaPanel(panel, index + 2, id, stage)),
    refreshCostPanel(definition).id(panels.length + 2),
  ];
  const laidOut = layOut(shapes.map((shape) => shape.build()));
  return { ...builder.build(), panels: laidOut, schemaVersion: SCHEMA_VERSION };
}
