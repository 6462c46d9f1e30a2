import type { awsClients } from '../aws-clients.ts';
import { askLogs } from './ask-logs.ts';
import { askMetrics, type Frame } from './ask-metrics.ts';
import { askTraces } from './ask-traces.ts';
import type { Variables } from './interpolate.ts';
import { secondsOf, type TimeRange } from './periods.ts';
import type { GrafanaPanel, Target } from './provisioned.ts';

export type Look = { readonly range: TimeRange; readonly now: Date; readonly variables: Variables };

/** A panel's own range, which ends as the dashboard's does. */
function rangeOf({ timeFrom }: GrafanaPanel, { range }: Look): TimeRange {
  const seconds = timeFrom === undefined ? undefined : secondsOf(timeFrom);
  return seconds === undefined ? range : { from: new Date(range.to.getTime() - seconds * 1_000), to: range.to };
}

const isMetrics = ({ datasource, queryMode }: Target) => datasource.type === 'cloudwatch' && queryMode === 'Metrics';
const isLogs = ({ datasource, queryMode }: Target) => datasource.type === 'cloudwatch' && queryMode === 'Logs';
const isTraces = ({ datasource }: Target) => datasource.type === 'grafana-x-ray-datasource';

/** What the data sources of a panel answer for its queries; rejects where one cannot be asked or answers with an error. */
export async function askPanel(
  { cloudwatch, logs, xray }: Pick<ReturnType<typeof awsClients>, 'cloudwatch' | 'logs' | 'xray'>,
  panel: GrafanaPanel,
  look: Look,
): Promise<readonly Frame[]> {
  const { targets = [] } = panel;
  const asked = { ...look, range: rangeOf(panel, look) };
  const metrics = targets.filter(isMetrics);
  const others = [
    ...targets.filter(isLogs).map((target) => askLogs(logs, target, asked)),
    ...targets.filter(isTraces).map((target) => askTraces(xray, target, asked)),
  ];
  if (metrics.length + others.length !== targets.length) throw new RangeError(`${panel.title} asks an unknown source.`);
  const figures = metrics.length === 0 ? [] : await askMetrics(cloudwatch, panel, metrics, asked);
  return [...figures, ...(await Promise.all(others))];
}
