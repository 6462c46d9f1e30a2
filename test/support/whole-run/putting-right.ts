import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { METRICS } from '../../../monitoring/metrics.ts';
import { customNamespace } from '../../../monitoring/physical-name.ts';
import { awsClients } from '../aws-clients.ts';
import { virtualNow } from '../control.ts';

const MINUTE = 60_000;
/** When the hour is over and its metrics are found to be wrong, and when they are put right; the last is for an outbox that lags. */
const LOOKS = [2 * 60, 2 * 60 + 15, 5 * 60].map((minutes) => minutes * MINUTE);

/** Counts revenue that there was not, and has the sales roll-up find and correct it, hours later by the time that it is told. */
export async function putRight(awsUrl: string): Promise<void> {
  const { cloudwatch, lambda } = awsClients(awsUrl);
  const now = await virtualNow(awsUrl);
  const { name: MetricName, unit: Unit } = METRICS.revenueCents;
  const MetricData = [{ MetricName, Unit, Value: 1_000, Timestamp: now }];
  await cloudwatch.send(new PutMetricDataCommand({ Namespace: customNamespace('local'), MetricData }));
  for (const look of LOOKS) {
    const Payload = JSON.stringify({ time: new Date(now.getTime() + look).toISOString() });
    await lambda.send(new InvokeCommand({ FunctionName: 'smallcart-local-sales-rollup', Payload }));
  }
}
