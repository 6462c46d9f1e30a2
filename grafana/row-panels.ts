import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import { LogsSortOrder, TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common';
import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as Logs } from '@grafana/grafana-foundation-sdk/logs';
import { PanelBuilder as NodeGraph } from '@grafana/grafana-foundation-sdk/nodegraph';
import { PanelBuilder as Table } from '@grafana/grafana-foundation-sdk/table';
import type { LogsPanel } from '../monitoring/dashboards/panel.ts';
import { savedQuery } from '../monitoring/dashboards/resolve-logs-panel.ts';
import { byGroup, overTime } from './figure-panels.ts';
import { alarmTargets, isOverTime, logsTargets } from './logs-targets.ts';
import { serviceMapTargets, traceTargets } from './trace-targets.ts';
import { grafanaUnit } from './units.ts';

/** What the data source adds to each row of logs to find its neighbours by; nobody reads it. */
const ADDED = { __log__grafana_internal__: true, __logstream__grafana_internal__: true };
const WITHOUT_ADDED = { id: 'organize', options: { excludeByName: ADDED } };

/** Of alarms: long enough for the lines of every hour, whatever the range. */
const LAST_STATES = '24h';

const sortedBy = (displayName: string, desc: boolean) => [
  new TableSortByFieldStateBuilder().displayName(displayName).desc(desc),
];

function logsShape(panel: LogsPanel) {
  const { query } = savedQuery(panel);
  switch (panel.view) {
    case 'lines':
      // A line that is made of fields alone has no text for the view of lines to show.
      return query.includes('@message')
        ? new Logs().showTime(true).wrapLogMessage(true).sortOrder(LogsSortOrder.Descending)
        : new Table().withTransformation(WITHOUT_ADDED);
    case 'table':
      return new Table().withTransformation(WITHOUT_ADDED);
    case 'bar':
      return isOverTime(query)
        ? overTime(panel, true).unit(grafanaUnit(panel.unit))
        : byGroup().unit(grafanaUnit(panel.unit));
    case 'timeSeries':
      return overTime(panel, false).unit(grafanaUnit(panel.unit));
    default:
      return panel.view satisfies never;
  }
}

/** What a saved query of Logs Insights answers. */
export function logsPanel(panel: LogsPanel, stage: string, source: DataSourceRef) {
  return logsShape(panel)
    .datasource(source)
    .targets(logsTargets(panel, stage, source));
}

/** The state of each of those alarms; ALARM, as it is spelt, comes first. */
export function alarmStatesPanel(alarms: readonly string[], stage: string, source: DataSourceRef): Table {
  const states = { ALARM: 'red', OK: 'green', INSUFFICIENT_DATA: 'yellow' };
  const options = Object.fromEntries(
    Object.entries(states).map(([state, color], index) => [state, { text: state, color, index }]),
  );
  return new Table()
    .datasource(source)
    .targets(alarmTargets(alarms, stage, source))
    .timeFrom(LAST_STATES)
    .noValue('No state of an alarm was told within a day.')
    .sortBy(sortedBy('state', false))
    .withTransformation(WITHOUT_ADDED)
    .overrideByName('state', [
      { id: 'mappings', value: [{ type: MappingType.ValueToText, options }] },
      { id: 'custom.cellOptions', value: { type: 'color-text' } },
    ]);
}

/** X-Ray makes no map of more than six hours ("GetServiceGraph"), so that it is of these, whatever range a dashboard shows. */
const MAP_RANGE = '3h';

/** What calls what, with latency, errors and throughput. */
export function serviceMapPanel(stage: string, source: DataSourceRef): NodeGraph {
  return new NodeGraph().datasource(source).timeFrom(MAP_RANGE).targets(serviceMapTargets(stage, source));
}

/** The latest traces; each leads to its segments. */
export function tracesPanel(filter: string, source: DataSourceRef): Table {
  return new Table().datasource(source).targets(traceTargets(filter, source)).sortBy(sortedBy('Start Time', true));
}
