import {
  DescribeAlarmsCommand,
  GetDashboardCommand,
  GetMetricDataCommand,
  GetMetricWidgetImageCommand,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import { GetQueryResultsCommand, StartQueryCommand } from '@aws-sdk/client-cloudwatch-logs';
import { isJsonObject, type JsonObject, type JsonValue } from '../../local/aws/json.ts';
import { awsClients } from './aws-clients.ts';

/** What a dashboard shows when it is opened. */
type Range = { readonly start: Date; readonly end: Date };
type Clients = ReturnType<typeof awsClients>;
type Widget = { readonly type: string; readonly properties: JsonObject };

const objects = (value: JsonValue | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];
const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');

/** A widget's row of metrics as a query of GetMetricData, with the widget's period (`periodOverride` is `inherit`). */
function dataQuery(row: JsonValue, period: number): MetricDataQuery {
  const parts = Array.isArray(row) ? row : [];
  const options = objects(parts)[0] ?? {};
  const common = { Id: text(options.id), ReturnData: options.visible !== false, Label: text(options.label) };
  if (typeof options.expression === 'string') return { ...common, Expression: options.expression, Period: period };
  const [Namespace = '', MetricName = '', ...rest] = parts.filter((part) => typeof part === 'string');
  const Dimensions = rest.flatMap((Name, index) => (index % 2 === 0 ? [{ Name, Value: rest[index + 1] ?? '' }] : []));
  const Metric = { Namespace, MetricName, Dimensions };
  return { ...common, MetricStat: { Metric, Period: period, Stat: text(options.stat) } };
}

/** Labels of a metric widget that have no datapoint; and it can be drawn. */
async function deadLines({ cloudwatch }: Clients, properties: JsonObject, { start, end }: Range): Promise<string[]> {
  const MetricDataQueries = (Array.isArray(properties.metrics) ? properties.metrics : []).map((row) =>
    dataQuery(row, Number(properties.period)),
  );
  const range = { StartTime: start, EndTime: end, MetricDataQueries };
  const { MetricDataResults = [] } = await cloudwatch.send(new GetMetricDataCommand(range));
  const MetricWidget = JSON.stringify({ ...properties, width: 300, height: 200 });
  const { MetricWidgetImage } = await cloudwatch.send(new GetMetricWidgetImageCommand({ MetricWidget }));
  const dead = MetricDataResults.filter(({ Values = [] }) => Values.length === 0).map(({ Label = '' }) => Label);
  return (MetricWidgetImage?.length ?? 0) > 0 ? dead : [...dead, 'no picture'];
}

/** As the console does: the log groups are taken out of the query, which is read until it has ended. */
async function deadRows({ logs }: Clients, properties: JsonObject, { start, end }: Range): Promise<string[]> {
  const query = text(properties.query);
  const logGroupNames = [...query.matchAll(/SOURCE '([^']+)' \| /g)].map(([, name = '']) => name);
  const { queryId } = await logs.send(
    new StartQueryCommand({
      logGroupNames,
      queryString: query.replaceAll(/SOURCE '[^']+' \| /g, ''),
      startTime: Math.floor(start.getTime() / 1_000),
      endTime: Math.ceil(end.getTime() / 1_000),
    }),
  );
  for (;;) {
    const { status, results = [] } = await logs.send(new GetQueryResultsCommand({ queryId }));
    if (status === 'Complete') return results.length > 0 ? [] : ['no rows'];
    if (status !== 'Running' && status !== 'Scheduled') return [`the query is ${status}`];
  }
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

/** The widgets of a body, once for each value of each of its variables, as CloudWatch replaces them; each once. */
function everyWidget(body: JsonObject): readonly Widget[] {
  const original = JSON.stringify(body.widgets);
  const replaced = objects(body.variables).flatMap((variable) =>
    objects(variable.values).map(({ value }) =>
      original.replaceAll(new RegExp(text(variable.pattern), 'g'), text(value)),
    ),
  );
  const widgets = [original, ...replaced].flatMap((each): Widget[] => JSON.parse(each));
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
