import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject } from '../../local/aws/json.ts';
import { deployments } from '../../monitoring/dashboards/deployments.ts';
import { type ResolvedQuery, resolvePanel } from '../../monitoring/dashboards/resolve-panel.ts';
import { type EmbeddedCloudWatch, embedCloudWatch, START } from '../support/embedded-cloudwatch.ts';

const HOUR = 3_600_000;
const TARGET = { stage: 'test', resolve: () => 'api' };

/** A panel's query as GetMetricData has it. */
function dataQuery(query: ResolvedQuery<string>, Period: number): JsonObject {
  const common = { Id: query.id, ReturnData: query.returnData };
  if (query.kind === 'expression') return { ...common, Expression: query.expression };
  const { namespace, metricName, dimensions } = query.identity;
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: namespace, MetricName: metricName, Dimensions };
  return { ...common, MetricStat: { Metric, Period, Stat: query.stat } };
}

/** What a panel's lines show of six hours, by label, as hour and value, oldest first. */
async function shown({ call }: EmbeddedCloudWatch, title: string) {
  const panel = deployments.panels.find((each) => each.title === title);
  if (panel === undefined || !('queries' in panel)) throw new Error(`there is no panel ${title}`);
  const { MetricDataResults } = await call('GetMetricData', {
    StartTime: START / 1000,
    EndTime: (START + 6 * HOUR) / 1000,
    ScanBy: 'TimestampAscending',
    MetricDataQueries: resolvePanel(panel, TARGET, { function: 'all' }).map((query) => dataQuery(query, panel.period)),
  });
  const results = Array.isArray(MetricDataResults) ? MetricDataResults.filter(isJsonObject) : [];
  return results.map(({ Timestamps, Values }) => {
    const times = Array.isArray(Timestamps) ? Timestamps : [];
    const values = Array.isArray(Values) ? Values : [];
    return times.map((time, index) => [(Number(time) * 1000 - START) / HOUR, values[index]]);
  });
}

/** Hours 1 and 4 have a deployment, the first fails; every hour has 100 requests, of which as many fail as the hour says. */
function sixHours(): EmbeddedCloudWatch {
  const system = embedCloudWatch();
  const put = (
    name: string,
    dimensions: Record<string, string>,
    hour: number,
    value: number,
    namespace = 'SmallCart/test',
  ) =>
    system.cloudWatch.record({
      ...{ namespace, name, dimensions, value, unit: 'Count' as const, timestamp: START + hour * HOUR + 60_000 },
    });
  for (const hour of [0, 1, 2, 3, 4, 5]) {
    put('Count', { ApiId: 'api' }, hour, 100, 'AWS/ApiGateway');
    put('5xx', { ApiId: 'api' }, hour, hour, 'AWS/ApiGateway');
  }
  for (const [hour, succeeded] of [
    [1, 0],
    [4, 1],
  ] as const) {
    put('Deployments', { Result: 'succeeded' }, hour, succeeded);
    put('Deployments', { Result: 'failed' }, hour, 1 - succeeded);
  }
  return system;
}

describe('the panel', () => {
  it.each([
    [
      'Deployments',
      [
        [
          [1, 0],
          [4, 1],
        ],
        [
          [1, 1],
          [4, 0],
        ],
      ],
    ],
    [
      'Deployment success',
      [
        [
          [1, 0],
          [4, 50],
        ],
      ],
    ],
    [
      'Errors around deployments',
      [
        [
          [1, 1],
          [4, 4],
        ],
      ],
    ],
  ])('%s shows the hours with deployments and no others', async (title, lines) => {
    expect(await shown(sixHours(), title)).toEqual(lines);
  });
});
