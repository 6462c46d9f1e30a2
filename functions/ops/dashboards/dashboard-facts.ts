import { ALARMS } from '../../../monitoring/alarms/alarms.ts';
import { COMPOSITES } from '../../../monitoring/alarms/composites.ts';
import { DASHBOARDS } from '../../../monitoring/dashboards/dashboards.ts';
import type { DashboardDefinition, Panel } from '../../../monitoring/dashboards/panel.ts';
import { panelThresholds } from '../../../monitoring/dashboards/panel-thresholds.ts';
import { isByFunction } from '../../../monitoring/dashboards/resolve-panel.ts';
import { FUNCTION_VALUES, PERIOD_VALUES } from '../../../monitoring/dashboards/variables.ts';
import { physicalName } from '../../../monitoring/physical-name.ts';
import { HTTP_FUNCTION_IDS } from '../../../monitoring/resources.ts';
import { SLOS } from '../../../monitoring/slos.ts';
import { ALL_HOURS, REFRESHES, viewerDollars, WORKING_HOURS } from '../../../monitoring/viewer-cost.ts';
import { env } from '../../lib/env.ts';
import { FUNCTIONS } from '../../manifest.ts';
import type { DashboardFacts, Dashboards, PanelAlarm, PanelFacts } from './dashboard-responses.ts';

const FACTS = new Map([...ALARMS, ...COMPOSITES].map((alarm) => [alarm.id, alarm]));

function alarmOf(id: string): PanelAlarm[] {
  const found = FACTS.get(id);
  if (found === undefined) return [];
  const { title, severity, runbook } = found;
  return [{ name: physicalName(env().stage, id), title, severity, runbook: runbook.replace(/\.md$/, '') }];
}

function alarmsOf(panel: Panel): PanelAlarm[] {
  return 'alarms' in panel ? (panel.alarms ?? []).flatMap(alarmOf) : [];
}

function sloOf(id: string): { id: string; title: string; objective: number } {
  const slo = SLOS.find((each) => each.id === id);
  return { id, title: slo?.title ?? id, objective: slo?.objective ?? 1 };
}

function panelFacts(panel: Panel): PanelFacts {
  const { id, title, description, width = 'half' } = panel;
  const common = { id, title, description, width, alarms: alarmsOf(panel), thresholds: [...panelThresholds(panel)] };
  switch (panel.type) {
    case 'timeSeries':
    case 'bar':
    case 'stat':
    case 'gauge':
    case 'table': {
      const { type, unit, period, range = { min: 0, max: 100 } } = panel;
      const lines = panel.queries.filter(({ returnData }) => returnData ?? true).length;
      return { ...common, type, unit, period, lines, range, byFunction: isByFunction(panel) };
    }
    case 'sloBudget':
      return { ...common, type: panel.type, unit: panel.unit, period: panel.period, slo: sloOf(panel.slo) };
    case 'logs':
      return { ...common, type: panel.type, unit: panel.unit, view: panel.view, query: panel.query };
    case 'traces':
      return { ...common, type: panel.type, filter: panel.filter };
    case 'alarmStates':
    case 'serviceMap':
      return { ...common, type: panel.type };
    default:
      return panel satisfies never;
  }
}

function dashboardFacts(dashboard: DashboardDefinition): DashboardFacts {
  const { id, title, description, panels } = dashboard;
  const dollars = REFRESHES.map((refresh) => ({
    refresh,
    working: viewerDollars(dashboard, refresh, WORKING_HOURS),
    always: viewerDollars(dashboard, refresh, ALL_HOURS),
  }));
  return { id, title, description, panels: panels.map(panelFacts), dollars };
}

/** The routes that requests are told apart by in logs and traces. */
function routes(): string[] {
  return [...new Set(HTTP_FUNCTION_IDS.flatMap((id) => FUNCTIONS[id].routes.map(({ path }) => path)))].sort();
}

/** Every dashboard, what its panels are, and what its variables may be. */
export function dashboardsAnswer(): Dashboards {
  return {
    stage: env().stage,
    dashboards: DASHBOARDS.map(dashboardFacts),
    variables: { function: [...FUNCTION_VALUES], route: ['all', ...routes()], period: [...PERIOD_VALUES] },
  };
}
