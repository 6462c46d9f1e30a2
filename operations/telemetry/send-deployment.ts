import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { PutTraceSegmentsCommand } from '@aws-sdk/client-xray';
import type { Deployment } from '../../functions/lib/deployments/deployment.ts';
import { OperatorError } from '../operator-error.ts';
import { deploymentEvent } from './deployment-event.ts';
import { deploymentMetrics } from './deployment-metrics.ts';
import { deploymentNotice } from './deployment-notice.ts';
import { deploymentTrace } from './deployment-trace.ts';
import { noticeEvent } from './notice-event.ts';
import { sendEvents } from './send-events.ts';
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

/** Sends its event to EventBridge, and what people are told of it. */
export async function sendEvent({ events }: StageClients, deployment: Deployment): Promise<void> {
  const notice = deploymentNotice(deployment);
  await sendEvents(events, [deploymentEvent(deployment), ...(notice === undefined ? [] : [noticeEvent(notice)])]);
}
