import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { GrafanaClient } from '@aws-sdk/client-grafana';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { XRayClient } from '@aws-sdk/client-xray';
import { patient } from '../../functions/lib/patience.ts';
import type { AwsAccess } from '../aws-access.ts';
import { explainAwsError } from '../explain-aws-error.ts';
import type { Place } from '../place.ts';

function clientsOf(configuration: AwsAccess & ReturnType<typeof patient>) {
  return {
    cloudWatch: new CloudWatchClient(configuration),
    dynamodb: new DynamoDBClient(configuration),
    events: new EventBridgeClient(configuration),
    grafana: new GrafanaClient(configuration),
    logs: new CloudWatchLogsClient(configuration),
    quotas: new ServiceQuotasClient(configuration),
    scheduler: new SchedulerClient(configuration),
    sns: new SNSClient(configuration),
    sqs: new SQSClient(configuration),
    sts: new STSClient(configuration),
    xRay: new XRayClient(configuration),
  };
}

export type DoctorClients = ReturnType<typeof clientsOf>;

/**
 * Asks a service of the stage; rejects with an OperatorError.
 * @param action as IAM spells it
 */
export type Ask = <Answer>(action: string, ask: (clients: DoctorClients) => Promise<Answer>) => Promise<Answer>;

/** On AWS, control calls may be throttled; here, what does not answer at once does not answer. */
const PATIENCE = {
  aws: { attempts: 5, attemptTimeout: 5_000 },
  local: { attempts: 1, attemptTimeout: 5_000 },
} as const;

/** The AWS APIs of a place, asked through clients that the whole examination shares. */
export function createAsk(place: Place, access: AwsAccess): Ask {
  const clients = clientsOf({ ...patient(PATIENCE[place.kind]), ...access });
  return async (action, ask) => {
    try {
      return await ask(clients);
    } catch (error) {
      throw explainAwsError(error, place, action);
    }
  };
}
