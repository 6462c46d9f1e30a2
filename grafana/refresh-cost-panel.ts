import { PanelBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text';
import type { DashboardDefinition } from '../monitoring/dashboards/panel.ts';
import { metricsARefresh, refreshDollars, SHOWN_HOURS } from '../monitoring/grafana-cost.ts';
import { ALL_HOURS, REFRESHES, WORKING_HOURS } from '../monitoring/viewer-cost.ts';
import { WHOLE_WIDTH } from './lay-out.ts';
import { refreshName } from './refreshes.ts';

const LOW = 6;

function costText(dashboard: DashboardDefinition): string {
  const dollars = (refresh: number, hours: number) => refreshDollars(dashboard, refresh, hours).toFixed(2);
  const rows = REFRESHES.map(
    (each) => `| ${refreshName(each)} | ${dollars(each, WORKING_HOURS)} | ${dollars(each, ALL_HOURS)} |`,
  );
  const head = [
    `Each refresh asks CloudWatch for ${metricsARefresh(dashboard)} metrics, and looks through the lines and traces of what is shown, which are paid for. US dollars a month for each who has this dashboard open on ${SHOWN_HOURS} hours, at a million requests a month:`,
    '',
    '| refresh | 8 hours on 22 days | around the clock |',
    '| --- | --- | --- |',
  ];
  return [...head, ...rows].join('\n');
}

/** What each choice of a refresh costs, for whoever chooses. */
export function refreshCostPanel(dashboard: DashboardDefinition): PanelBuilder {
  return new PanelBuilder()
    .title('What it costs to look')
    .mode(TextMode.Markdown)
    .content(costText(dashboard))
    .span(WHOLE_WIDTH)
    .height(LOW);
}
