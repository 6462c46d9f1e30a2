import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { type CloudWatchLogsClient, GetQueryResultsCommand, StartQueryCommand } from '@aws-sdk/client-cloudwatch-logs';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../local/aws/json.ts';
import type { TimeRange } from '../grafana/periods.ts';

/** A widget of a dashboard's body in CloudWatch. */
export type Widget = { readonly type: string; readonly properties: JsonObject };

const objects = (value: JsonValue | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];

/** A member of a body that is text; else none. */
export const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');

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

/** The queries of a metric widget. */
export function dataQueries({ metrics, period }: JsonObject): MetricDataQuery[] {
  return (Array.isArray(metrics) ? metrics : []).map((row) => dataQuery(row, Number(period)));
}

/** The rows of a log widget's query. As the console does: the log groups are taken out of it, and it is read until it has ended. */
export async function readLogs(
  logs: CloudWatchLogsClient,
  query: string,
  { from, to }: TimeRange,
): Promise<readonly Readonly<Record<string, string>>[]> {
  const logGroupNames = [...query.matchAll(/SOURCE '([^']+)' \| /g)].map(([, name = '']) => name);
  const { queryId } = await logs.send(
    new StartQueryCommand({
      logGroupNames,
      queryString: query.replaceAll(/SOURCE '[^']+' \| /g, ''),
      startTime: Math.floor(from.getTime() / 1_000),
      endTime: Math.ceil(to.getTime() / 1_000),
    }),
  );
  for (;;) {
    const { status = '', results = [] } = await logs.send(new GetQueryResultsCommand({ queryId }));
    if (status === 'Complete')
      return results.map((row) => Object.fromEntries(row.map(({ field = '', value = '' }) => [field, value])));
    if (status !== 'Running' && status !== 'Scheduled') throw new Error(`The query is ${status}.`);
  }
}

/** The choices of a body's variables: of each, what stands for it in the body and the values that may replace that. */
export function choicesOf(
  body: JsonObject,
): readonly { readonly pattern: string; readonly values: readonly string[] }[] {
  return objects(body.variables).map(({ pattern, values }) => ({
    pattern: text(pattern),
    values: objects(values).map(({ value }) => text(value)),
  }));
}

/** The widgets of a body, with the chosen values of its variables, as CloudWatch replaces them. */
export function chosenWidgets(body: JsonObject, chosen: readonly string[]): readonly Widget[] {
  const replaced = choicesOf(body).reduce((whole, { pattern, values }) => {
    const value = values.find((each) => chosen.includes(each));
    return value === undefined ? whole : whole.replaceAll(new RegExp(pattern, 'g'), value);
  }, JSON.stringify(body.widgets));
  const widgets: readonly Widget[] = JSON.parse(replaced);
  return widgets;
}
