import { DescribeAlarmsCommand, GetDashboardCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { GetTraceSummariesCommand } from '@aws-sdk/client-xray';
import type { JsonObject, JsonValue } from '../../../local/aws/json.ts';
import { CLOUDWATCH_DASHBOARDS } from '../../../monitoring/cloudwatch-dashboards/cloudwatch-dashboards.ts';
import { physicalName } from '../../../monitoring/physical-name.ts';
import type { FunctionId } from '../../../monitoring/resources.ts';
import type { awsClients } from '../aws-clients.ts';
import { secondsOf, type TimeRange } from '../grafana/periods.ts';
import { figures, rows, type Shown, traces } from './shown.ts';
import { chosenWidgets, dataQueries, readLogs, text, type Widget } from './widgets.ts';

type Clients = ReturnType<typeof awsClients>;

/** A widget's own range, which ends as the dashboard's does. */
function rangeOf({ start }: JsonObject, range: TimeRange): TimeRange {
  const [, own] = /^-PT?(\d+[DH])$/.exec(text(start)) ?? [];
  const seconds = secondsOf((own ?? '').toLowerCase());
  return seconds === undefined ? range : { ...range, from: new Date(range.to.getTime() - seconds * 1_000) };
}

/** A variable replaces a function's whole name, so that CloudWatch calls its line by that. */
const lineName = (label: string): string => label.replace(/^smallcart-local-/, '');

async function figuresOf({ cloudwatch }: Clients, properties: JsonObject, range: TimeRange) {
  const { from: StartTime, to: EndTime } = rangeOf(properties, range);
  const MetricDataQueries = dataQueries(properties);
  const request = { StartTime, EndTime, MetricDataQueries, ScanBy: 'TimestampAscending' as const };
  const { MetricDataResults = [] } = await cloudwatch.send(new GetMetricDataCommand(request));
  return MetricDataResults.flatMap(({ Label = '', Timestamps: times = [], Values: values = [] }) =>
    figures({ label: lineName(Label), times, values }, properties.view !== 'timeSeries'),
  );
}

async function statesOf({ cloudwatch }: Clients, alarms: JsonValue | undefined): Promise<readonly string[]> {
  const AlarmNames = Array.isArray(alarms) ? alarms.map((arn) => text(arn).split(':').at(-1) ?? '') : [];
  const kinds = { AlarmTypes: ['MetricAlarm' as const, 'CompositeAlarm' as const], MaxRecords: 100 };
  const answer = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames, ...kinds }));
  return [...(answer.MetricAlarms ?? []), ...(answer.CompositeAlarms ?? [])].map(
    ({ AlarmName, StateValue }) => `${AlarmName} ${StateValue}`,
  );
}

/** The filter expression in a link to X-Ray's page of traces; undefined for any other link. */
function filterOf(url: string): string | undefined {
  const [, encoded] = /#xray:traces\/query\?~\(query~\(expression~'(.*)\)\)$/.exec(url) ?? [];
  return encoded === undefined ? undefined : decodeURIComponent(encoded.replaceAll(/\*(..)/g, '%$1'));
}

async function tracesOf({ xray }: Clients, FilterExpression: string, { from, to }: TimeRange) {
  const ids: string[] = [];
  let NextToken: string | undefined;
  do {
    const request = { StartTime: from, EndTime: to, FilterExpression, NextToken };
    const answer = await xray.send(new GetTraceSummariesCommand(request));
    ids.push(...(answer.TraceSummaries ?? []).flatMap(({ Id }) => Id ?? []));
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  return traces(ids);
}

type Panel = { readonly title: string; readonly texts: readonly string[] };

/** What a widget of text leads to; undefined for one that only says something. */
async function linked(clients: Clients, markdown: string, range: TimeRange): Promise<Panel | undefined> {
  const [, title = '', url = ''] = /^### \[(.+)\]\((https:.+)\)\n/.exec(markdown) ?? [];
  const filter = filterOf(url);
  return filter === undefined ? undefined : { title, texts: await tracesOf(clients, filter, range) };
}

async function shownBy(clients: Clients, widget: Widget, range: TimeRange): Promise<Panel | undefined> {
  const { type, properties } = widget;
  const title = text(properties.title);
  switch (type) {
    case 'metric':
      return { title, texts: await figuresOf(clients, properties, range) };
    case 'log':
      return { title, texts: rows(await readLogs(clients.logs, text(properties.query), range)) };
    case 'alarm':
      return { title, texts: await statesOf(clients, properties.alarms) };
    default:
      return linked(clients, text(properties.markdown), range);
  }
}

async function bodyShows(clients: Clients, id: string, range: TimeRange, functions: readonly FunctionId[]) {
  const DashboardName = physicalName('local', id);
  const chosen = functions.map((each) => physicalName('local', each));
  const { DashboardBody = '' } = await clients.cloudwatch.send(new GetDashboardCommand({ DashboardName }));
  const shown: [string, readonly string[]][] = [];
  let group = '';
  for (const widget of chosenWidgets(JSON.parse(DashboardBody), chosen)) {
    group = /^# (.+)$/m.exec(text(widget.properties.markdown))?.[1] ?? group;
    const panel = await shownBy(clients, widget, range);
    if (panel !== undefined) shown.push([`${group} / ${panel.title}`, panel.texts]);
  }
  return shown;
}

/**
 * Every panel of the deployed dashboards as CloudWatch shows it, or what its link leads to.
 * @param functions what is chosen of variables, in place of what is at first
 */
export async function cloudWatchShows(
  clients: Clients,
  range: TimeRange,
  functions: readonly FunctionId[],
): Promise<Shown> {
  const shown = await Promise.all(CLOUDWATCH_DASHBOARDS.map(({ id }) => bodyShows(clients, id, range, functions)));
  return new Map(shown.flat());
}
