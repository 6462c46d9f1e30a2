import { type CloudWatchClient, ListMetricsCommand, type Metric } from '@aws-sdk/client-cloudwatch';

/** Every metric that has data, of one namespace or of all. */
export async function listMetrics(cloudwatch: CloudWatchClient, Namespace?: string): Promise<readonly Metric[]> {
  const metrics: Metric[] = [];
  let NextToken: string | undefined;
  do {
    const page = await cloudwatch.send(new ListMetricsCommand({ Namespace, NextToken }));
    metrics.push(...(page.Metrics ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return metrics;
}

/** The metric's dimension values by name. */
export function dimensionsOf({ Dimensions = [] }: Metric): Readonly<Record<string, string>> {
  return Object.fromEntries(Dimensions.map(({ Name = '', Value = '' }) => [Name, Value]));
}
