import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import { type DashboardLink, DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';
import type { AlarmFacts } from '../monitoring/alarms/alarm-definition.ts';
import { ALARMS } from '../monitoring/alarms/alarms.ts';
import { COMPOSITES } from '../monitoring/alarms/composites.ts';
import type { DashboardId, Panel } from '../monitoring/dashboards/panel.ts';
import type { GrafanaStage } from './grafana-stage.ts';
import { inSight } from './in-sight.ts';

const moment = (name: 'from' | 'to'): string => `\${__${name}:date:iso}`;
/** The range that the dashboard shows, as the console's addresses have it. */
const RANGE = `from=${moment('from')}&to=${moment('to')}`;
/** A panel's alarms may have many runbooks; more links than these nobody reads. */
const MOST_RUNBOOKS = 5;

function link(title: string, url: string): Builder<DashboardLink> {
  return inSight(new DashboardLinkBuilder(title).type(DashboardLinkType.Link).url(url).targetBlank(true));
}

function alarmsOf(panel: Panel): readonly AlarmFacts[] {
  const ids = 'alarms' in panel ? (panel.alarms ?? []) : [];
  const known: readonly AlarmFacts[] = [...ALARMS, ...COMPOSITES];
  return ids.flatMap((id) => known.find((alarm) => alarm.id === id) ?? []);
}

function runbooks(panel: Panel, siteUrl: string): Builder<DashboardLink>[] {
  const found = new Map(alarmsOf(panel).map(({ runbook, title }) => [runbook, title]));
  return [...found]
    .slice(0, MOST_RUNBOOKS)
    .map(([name, title]) =>
      link(`Runbook: ${title}`, `${siteUrl}/ops/runbooks/${encodeURIComponent(name.replace(/\.md$/, ''))}`),
    );
}

/** From a panel to what helps with what it shows: its runbooks, and the console's logs and traces of the same time. */
export function panelLinks(panel: Panel, id: DashboardId, { siteUrl }: GrafanaStage): Builder<DashboardLink>[] {
  return [
    ...runbooks(panel, siteUrl),
    link('Console', `${siteUrl}/ops/dashboards/${id}?${RANGE}`),
    link('Logs', `${siteUrl}/ops/logs?${RANGE}`),
    link('Traces', `${siteUrl}/ops/traces?${RANGE}`),
  ];
}

/** From a dashboard to the others of its stage, to the same one of other stages, and to the console. */
export function dashboardLinks(id: DashboardId, { stage, siteUrl }: GrafanaStage): Builder<DashboardLink>[] {
  const others = (title: string, tag: string) =>
    inSight(
      new DashboardLinkBuilder(title).type(DashboardLinkType.Dashboards).tags([tag]).asDropdown(true).keepTime(true),
    );
  return [
    others('Dashboards', stageTag(stage)),
    others('Other stages', dashboardTag(id)),
    link('Console', `${siteUrl}/ops?${RANGE}`),
  ];
}

/** Tag of all dashboards of a stage. */
export function stageTag(stage: string): string {
  return `stage:${stage}`;
}

/** Tag of a dashboard in all stages. */
export function dashboardTag(id: DashboardId): string {
  return `dashboard:${id}`;
}
