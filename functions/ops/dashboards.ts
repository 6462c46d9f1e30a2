import { GetDashboardCommand, ListDashboardsCommand } from '@aws-sdk/client-cloudwatch';
import { notFound, Problem } from '../lib/problem.ts';
import { cloudWatch } from './aws-clients.ts';
import { type DashboardBody, parseDashboardBody } from './dashboard-body.ts';
import { metricData } from './metric-data.ts';
import { type MetricRange, metricRequests } from './metric-requests.ts';
import type { Dashboard, DashboardReference } from './responses.ts';
import { stagePrefix } from './stage.ts';
import { isAwsError, upstream } from './upstream.ts';
import { joinResults, widgetData } from './widget-data.ts';

/** `smallcart-dev-system-health` is "System health". */
function titleOf(name: string): string {
  const words = name.slice(stagePrefix().length).replaceAll('-', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** The dashboards of this stage, by name. */
export function listDashboards(): Promise<DashboardReference[]> {
  return upstream('CloudWatch', 'ListDashboards', async () => {
    const names: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await cloudWatch().send(
        new ListDashboardsCommand({ DashboardNamePrefix: stagePrefix(), NextToken }),
      );
      names.push(...(page.DashboardEntries ?? []).flatMap(({ DashboardName }) => DashboardName ?? []));
      NextToken = page.NextToken;
    } while (NextToken);
    return names.sort().map((name) => ({ name, title: titleOf(name) }));
  });
}

/** A dashboard's parsed body; 404 when there is none of that name, 502 when CloudWatch or its body is no use. */
export async function dashboardBody(name: string): Promise<DashboardBody> {
  const body = await upstream('CloudWatch', 'GetDashboard', async () => {
    try {
      const answer = await cloudWatch().send(new GetDashboardCommand({ DashboardName: name }));
      return answer.DashboardBody ?? '';
    } catch (error) {
      if (isAwsError(error, 'DashboardNotFoundError', 'ResourceNotFound')) throw notFound('dashboard');
      throw error;
    }
  });
  try {
    return parseDashboardBody(body);
  } catch (cause) {
    throw new Problem(502, `The body of dashboard ${name} is not valid JSON.`, { code: 'dashboard-body', cause });
  }
}

/** A dashboard of this stage with its data for a range; `now` (epoch ms) is when it is looked at. */
export async function readDashboard(name: string, range: MetricRange, now: number): Promise<Dashboard> {
  if (!name.startsWith(stagePrefix())) throw notFound('dashboard');
  const { title, widgets } = await dashboardBody(name);
  const requests = metricRequests(widgets, range);
  const pages = await Promise.all(requests.map((queries) => metricData(queries, range)));
  const results = joinResults(pages.flat());
  return {
    name,
    title: title || titleOf(name),
    generatedAt: new Date(now).toISOString(),
    start: range.start,
    end: range.end,
    widgets: widgets.map((widget, index) => widgetData(widget, index, range, results)),
  };
}
