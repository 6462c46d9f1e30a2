import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { XRayClient } from '@aws-sdk/client-xray';
import { once } from '../lib/once.ts';
import { CONSOLE_PATIENCE, patient } from '../lib/patience.ts';
import { tracedClient } from '../lib/traced-client.ts';

const CONFIGURATION = patient(CONSOLE_PATIENCE);

/** The traced CloudWatch client. */
export const cloudWatch = once(() => tracedClient(new CloudWatchClient(CONFIGURATION)));

/** The traced CloudWatch Logs client. */
export const logs = once(() => tracedClient(new CloudWatchLogsClient(CONFIGURATION)));

/** The traced X-Ray client. */
export const xRay = once(() => tracedClient(new XRayClient(CONFIGURATION)));
