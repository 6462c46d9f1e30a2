import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PutTraceSegmentsCommand } from '@aws-sdk/client-xray';
import type { Deployment } from '../../functions/lib/deployments/deployment.ts';
import { OperatorError } from '../operator-error.ts';
import { deploymentEvent } from './deployment-event.ts';
import { deploymentMetrics } from './deployment-metrics.ts';
import { deploymentTrace } from './deployment-trace.ts';
import type { StageClients } from './stage-clients.ts';

/** Sends the deployment's trace to X-Ray. */
export async function sendTrace({ xRay }: StageClients, deployment: Deployment): Promise<void> {
  const TraceSegmentDocuments = [...deploymentTrace(deployment)];
  const { UnprocessedTraceSegments = [] } = await xRay.send(new PutTraceSegmentsCommand({ TraceSegmentDocuments }));
  const [refused] = UnprocessedTraceSegments;
  if (refused) throw new OperatorError(`X-Ray did not take it: ${refused.ErrorCode ?? 'no reason was given'}.`);
}

/** Sends its metrics to CloudWatch; `previousEnd` is when the one before it ended, if there was one. */
export async function sendMetrics(
  { cloudWatch }: StageClients,
  deployment: Deployment,
  previousEnd: number | undefined,
): Promise<void> {
  await cloudWatch.send(new PutMetricDataCommand(deploymentMetrics(deployment, previousEnd)));
}

/** Sends its event to EventBridge. */
export async function sendEvent({ events }: StageClients, deployment: Deployment): Promise<void> {
  const { Entries = [] } = await events.send(new PutEventsCommand({ Entries: [deploymentEvent(deployment)] }));
  const refused = Entries.find(({ ErrorCode }) => ErrorCode !== undefined);
  if (refused) throw new OperatorError(`EventBridge did not take it: ${refused.ErrorCode}.`);
}
