import { LogsQueryBuilder, LogsQueryLanguage, QueryMode } from '@grafana/grafana-foundation-sdk/cloudwatch';
import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import type { LogsPanel } from '../monitoring/dashboards/panel.ts';
import { resolveLogsPanel } from '../monitoring/dashboards/resolve-logs-panel.ts';
import { logGroupName, physicalName } from '../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId } from '../monitoring/resources.ts';
import { ref } from './variables.ts';

const EVERYTHING = { function: 'all', route: 'all' } as const;

/**
 * Lets the lines of the chosen function through, and all where that is `all` or none of those the query looks at: a log group
 * ends with its function's id.
 */
function ofFunction(functions: readonly FunctionId[]): string {
  const all = ['all', ...FUNCTION_IDS.filter((id) => !functions.includes(id))];
  return `filter strcontains(concat(@log, "|-${all.join('|-')}|"), "-${ref('function', 'text')}|")`;
}

/** Lets the lines of the chosen route through; all routes are chosen by the stage's name. */
function ofRoute(): string {
  return `filter strcontains(concat("|", coalesce(route, "-"), "|${ref('stage')}|"), "|${ref('route')}|")`;
}

/** What the results of a query are grouped by, as the data source's editor would find it: a series for each of them. */
function groupsOf(query: string): string[] {
  const [, by = ''] = /\bstats\b.*\bby\s+([^|\n]+)/.exec(query) ?? [];
  return by.split(/,(?![^(]*\))/).map((each) => each.replace(/^.*\bas\s+/, '').trim());
}

/** Whether the results are figures over time. */
export function isOverTime(query: string): boolean {
  return /\bstats\b.*\bby\b.*\bbin\(/.test(query);
}

type LogGroups = { readonly stage: string; readonly functions: readonly FunctionId[] };

function logsTarget(query: string, { stage, functions }: LogGroups, groups: string[], source: DataSourceRef) {
  return (
    new LogsQueryBuilder()
      .datasource(source)
      .queryMode(QueryMode.Logs)
      .queryLanguage(LogsQueryLanguage.CWLI)
      .id('')
      .refId('logs')
      .region('default')
      // By name: their ARNs would need the account, which whoever runs Grafana may not know. And without variables, which
      // not every version puts into a part of a name.
      .logGroupNames(functions.map((id) => logGroupName(stage, id)))
      .expression(query)
      .statsGroups(groups)
  );
}

/** The saved query of a panel as Grafana's CloudWatch data source has it from 10.4 on, for the chosen function and route. */
export function logsTargets(panel: LogsPanel, stage: string, source: DataSourceRef): LogsQueryBuilder[] {
  const { query, functions } = resolveLogsPanel(panel, EVERYTHING);
  const chosen = [ofFunction(functions), ofRoute(), query].join('\n| ');
  const isSeries = panel.view === 'timeSeries' || panel.view === 'bar';
  return [logsTarget(chosen, { stage, functions }, isSeries && isOverTime(query) ? groupsOf(query) : [], source)];
}

/**
 * What state alarms are in. The CloudWatch data source has no alarms' states, but functions write lines of them: what hears of
 * alarms one of each change, and a job one of each alarm every hour. An alarm's last line says its state.
 */
export function alarmTargets(alarms: readonly string[], stage: string, source: DataSourceRef): LogsQueryBuilder[] {
  const names = alarms.map((id) => `"${physicalName(ref('stage'), id)}"`).join(', ');
  const query = [
    `filter alarm in [${names}] and ispresent(state)`,
    'fields @timestamp, alarm, state',
    'sort @timestamp desc',
    'dedup alarm',
  ].join('\n| ');
  return [logsTarget(query, { stage, functions: ['incidents', 'sla-report'] }, [], source)];
}
