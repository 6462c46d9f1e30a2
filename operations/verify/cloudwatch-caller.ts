import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { patient } from '../../functions/lib/patience.ts';
import type { AwsAccess } from '../aws-access.ts';
import { explainAwsError } from '../explain-aws-error.ts';
import type { Place } from '../place.ts';

/** Asks a stage's CloudWatch; each call rejects with an OperatorError. */
export type CloudWatchCaller = {
  readonly stage: string;
  /** @param action as IAM spells it */
  readonly call: <Answer>(
    action: string,
    ask: (clients: { readonly metrics: CloudWatchClient; readonly logs: CloudWatchLogsClient }) => Promise<Answer>,
  ) => Promise<Answer>;
};

/** Control calls are few and may be throttled. */
const PATIENCE = patient({ attempts: 5, attemptTimeout: 10_000 });

/** A whole verification asks one of these. */
export function createCloudWatchCaller(place: Place, access: AwsAccess): CloudWatchCaller {
  const clients = {
    metrics: new CloudWatchClient({ ...PATIENCE, ...access }),
    logs: new CloudWatchLogsClient({ ...PATIENCE, ...access }),
  };
  return {
    stage: place.stage,
    call: async (action, ask) => {
      try {
        return await ask(clients);
      } catch (error) {
        throw explainAwsError(error, place, action);
      }
    },
  };
}
