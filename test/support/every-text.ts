import { DescribeLogGroupsCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import { awsClients } from './aws-clients.ts';
import { notifications, virtualNow } from './control.ts';
import { listMetrics } from './list-metrics.ts';
import { segmentTexts, traceIds } from './traces.ts';

/** Every line of every log group. */
export async function everyLogLine(awsUrl: string): Promise<readonly string[]> {
  const { logs } = awsClients(awsUrl);
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  const lines: string[] = [];
  for (const { logGroupName } of logGroups) {
    let nextToken: string | undefined;
    do {
      const page = await logs.send(new FilterLogEventsCommand({ logGroupName, nextToken }));
      lines.push(...(page.events ?? []).flatMap(({ message = '' }) => message));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
  }
  return lines;
}

/** Every segment of every trace of the last hour. */
export async function everySegment(awsUrl: string): Promise<readonly string[]> {
  const { xray } = awsClients(awsUrl);
  return segmentTexts(xray, await traceIds(xray, await virtualNow(awsUrl)));
}

/** Every metric, its namespace and dimensions. */
export async function everyMetric(awsUrl: string): Promise<readonly string[]> {
  const metrics = await listMetrics(awsClients(awsUrl).cloudwatch);
  return metrics.map((metric) => JSON.stringify(metric));
}

/** What people were notified of; whom it went to is known to the one who sends it. */
export async function everyNotification(awsUrl: string): Promise<readonly string[]> {
  return (await notifications(awsUrl)).map(({ subject, body }) => `${subject}\n${body}`);
}

/** The keys of every item of the table and its indexes. */
export async function everyKey(awsUrl: string): Promise<readonly string[]> {
  const { dynamodb } = awsClients(awsUrl);
  const keys: string[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = new ScanCommand({ TableName: 'smallcart-local-shop', ExclusiveStartKey: start });
    const { Items = [], LastEvaluatedKey } = await dynamodb.send(page);
    for (const item of Items) {
      const own = Object.entries(item).filter(([name]) => /^(gsi\d)?[ps]k$/.test(name));
      keys.push(own.map(([, { S = '' }]) => S).join(' '));
    }
    start = LastEvaluatedKey;
  } while (start !== undefined);
  return keys;
}
