import type { Panel } from '../dashboards/panel.ts';
import { resolveTracesPanel } from '../dashboards/resolve-traces-panel.ts';
import { physicalName } from '../physical-name.ts';
import type { CloudWatchDashboard } from './cloudwatch-dashboard.ts';
import { logWidget } from './log-widget.ts';
import { metricWidget } from './metric-widget.ts';
import type { DashboardPlace } from './place.ts';

/** A widget's type and its properties. */
export type WidgetContent<Name> =
  | { readonly type: 'metric'; readonly properties: ReturnType<typeof metricWidget<Name>> }
  | { readonly type: 'log'; readonly properties: ReturnType<typeof logWidget<Name>> }
  | { readonly type: 'alarm'; readonly properties: { readonly title: string; readonly alarms: readonly Name[] } }
  | { readonly type: 'text'; readonly properties: { readonly markdown: string } };

/** What X-Ray shows has no widget: a link to its page in the AWS console. */
function linkWidget<Name>(panel: Panel, page: string, region: string): WidgetContent<Name> {
  const url = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#${page}`;
  return { type: 'text', properties: { markdown: `### [${panel.title}](${url})\n${panel.description}` } };
}

function traceQuery(filter: string): string {
  const text = encodeURIComponent(filter).replace(/%(..)/g, (_, digits: string) => `*${digits.toLowerCase()}`);
  return `xray:traces/query?~(query~(expression~'${text}))`;
}

/** A panel as a widget of CloudWatch. */
export function panelWidget<Name>(
  panel: Panel,
  dashboard: CloudWatchDashboard,
  place: DashboardPlace<Name>,
): WidgetContent<Name> {
  switch (panel.type) {
    case 'logs':
      return { type: 'log', properties: logWidget(panel, dashboard, place) };
    case 'alarmStates': {
      const alarms = panel.alarms.map((id) => place.alarmArn(physicalName(place.target.stage, id)));
      return { type: 'alarm', properties: { title: panel.title, alarms } };
    }
    case 'serviceMap':
      return linkWidget(panel, 'xray:service-map/map', place.region);
    case 'traces':
      return linkWidget(
        panel,
        traceQuery(resolveTracesPanel(panel, place.target.stage, { function: 'all', route: 'all' })),
        place.region,
      );
    case 'timeSeries':
    case 'bar':
    case 'stat':
    case 'gauge':
    case 'table':
    case 'sloBudget':
      return { type: 'metric', properties: metricWidget(panel, dashboard, place) };
    default:
      return panel satisfies never;
  }
}
