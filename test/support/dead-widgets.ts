import {
  DescribeAlarmsCommand,
  GetDashboardCommand,
  GetMetricDataCommand,
  GetMetricWidgetImageCommand,
} from '@aws-sdk/client-cloudwatch';
import type { JsonObject } from '../../local/aws/json.ts';
import { awsClients } from './aws-clients.ts';
import { choicesOf, chosenWidgets, dataQueries, readLogs, text, type Widget } from './faces/widgets.ts';

/** What a dashboard shows when it is opened. */
type Range = { readonly start: Date; readonly end: Date };
type Clients = ReturnType<typeof awsClients>;

/** Labels of a metric widget that have no datapoint; and it can be drawn. */
async function deadLines({ cloudwatch }: Clients, properties: JsonObject, { start, end }: Range): Promise<string[]> {
  const range = { StartTime: start, EndTime: end, MetricDataQueries: dataQueries(properties) };
  const { MetricDataResults = [] } = await cloudwatch.send(new GetMetricDataCommand(range));
  const MetricWidget = JSON.stringify({ ...properties, width: 300, height: 200 });
  const { MetricWidgetImage } = await cloudwatch.send(new GetMetricWidgetImageCommand({ MetricWidget }));
  const dead = MetricDataResults.filter(({ Values = [] }) => Values.length === 0).map(({ Label = '' }) => Label);
  return (MetricWidgetImage?.length ?? 0) > 0 ? dead : [...dead, 'no picture'];
}

async function deadRows({ logs }: Clients, properties: JsonObject, { start, end }: Range): Promise<string[]> {
  const rows = await readLogs(logs, text(properties.query), { from: start, to: end });
  return rows.length > 0 ? [] : ['no rows'];
}

/** Names of a widget's alarms that there are not. */
async function deadAlarms({ cloudwatch }: Clients, properties: JsonObject): Promise<string[]> {
  const named = Array.isArray(properties.alarms) ? properties.alarms.map(text) : [];
  const AlarmNames = named.map((arn) => arn.split(':').at(-1) ?? '');
  const kinds = { AlarmTypes: ['MetricAlarm' as const, 'CompositeAlarm' as const], MaxRecords: 100 };
  const { MetricAlarms = [], CompositeAlarms = [] } = await cloudwatch.send(
    new DescribeAlarmsCommand({ AlarmNames, ...kinds }),
  );
  const found = new Set([...MetricAlarms, ...CompositeAlarms].map(({ AlarmArn }) => AlarmArn));
  return named.filter((arn) => !found.has(arn));
}

function dead(clients: Clients, { type, properties }: Widget, range: Range): Promise<string[]> {
  if (type === 'metric') return deadLines(clients, properties, range);
  if (type === 'log') return deadRows(clients, properties, range);
  if (type === 'alarm') return deadAlarms(clients, properties);
  return Promise.resolve(type === 'text' ? [] : ['a widget of no known type']);
}

/** The widgets of a body, once for each value of each of its variables; each once. */
function everyWidget(body: JsonObject): readonly Widget[] {
  const values = choicesOf(body).flatMap((choice) => choice.values);
  const widgets = [[], ...values.map((value) => [value])].flatMap((chosen) => chosenWidgets(body, chosen));
  return [
    ...new Map(widgets.map(({ type, properties }) => [JSON.stringify(properties), { type, properties }])).values(),
  ];
}

/** How many widgets a deployed dashboard has, whatever is chosen there, and every part of them that shows nothing. */
export async function deadWidgets(
  awsUrl: string,
  DashboardName: string,
  range: Range,
): Promise<{ readonly shown: number; readonly dead: readonly string[] }> {
  const clients = awsClients(awsUrl);
  const { DashboardBody = '' } = await clients.cloudwatch.send(new GetDashboardCommand({ DashboardName }));
  const body: JsonObject = JSON.parse(DashboardBody);
  const widgets = everyWidget(body);
  const found: string[] = [];
  for (const widget of widgets) {
    const missing = await dead(clients, widget, range);
    found.push(...missing.map((each) => `${text(widget.properties.title)}: ${each}`));
  }
  return { shown: widgets.length, dead: found };
}
