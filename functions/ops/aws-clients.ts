import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { XRayClient } from '@aws-sdk/client-xray';
import { once } from '../lib/once.ts';
import { tracer } from '../lib/tracing.ts';

/** Throttled calls are tried again with back-off, within what a person waits for. */
const CONFIGURATION = {
  maxAttempts: 4,
  retryMode: 'standard',
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 8_000 },
} as const;

/** The traced CloudWatch client. */
export const cloudWatch = once(() => tracer().captureAWSv3Client(new CloudWatchClient(CONFIGURATION)));

/** The traced X-Ray client. */
export const xRay = once(() => tracer().captureAWSv3Client(new XRayClient(CONFIGURATION)));
