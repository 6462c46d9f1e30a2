import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';

/** Sum of a custom metric of the local stage over so many hours before and after a virtual time. */
export async function metricSum(
  cloudwatch: CloudWatchClient,
  name: string,
  dimensions: Readonly<Record<string, string>>,
  now: Date,
  hours = 2,
): Promise<number> {
  const span = hours * 3_600_000;
  const answer = await cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(now.getTime() - span),
      EndTime: new Date(now.getTime() + span),
      MetricDataQueries: [
        {
          Id: 'sum',
          MetricStat: {
            Stat: 'Sum',
            Period: 60,
            Metric: {
              Namespace: 'SmallCart/local',
              MetricName: name,
              Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
            },
          },
        },
      ],
    }),
  );
  return (answer.MetricDataResults?.[0]?.Values ?? []).reduce((sum, value) => sum + value, 0);
}
