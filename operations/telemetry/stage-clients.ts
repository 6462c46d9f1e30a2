import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { STSClient } from '@aws-sdk/client-sts';
import { XRayClient } from '@aws-sdk/client-xray';
import { patient } from '../../functions/lib/patience.ts';
import type { AwsAccess } from '../aws-access.ts';

/** What a deployment waits for its telemetry at most: a silent service must not hold it up. */
const PATIENCE = { attempts: 3, attemptTimeout: 4_000 };

export type StageClients = {
  readonly cloudWatch: CloudWatchClient;
  readonly events: EventBridgeClient;
  readonly lambda: LambdaClient;
  readonly sts: STSClient;
  readonly xRay: XRayClient;
};

/** The services that are told of a deployment, and those that say who deploys. */
export function stageClients(access: AwsAccess): StageClients {
  const configuration = { ...patient(PATIENCE), ...access };
  return {
    cloudWatch: new CloudWatchClient(configuration),
    events: new EventBridgeClient(configuration),
    lambda: new LambdaClient(configuration),
    sts: new STSClient(configuration),
    xRay: new XRayClient(configuration),
  };
}
