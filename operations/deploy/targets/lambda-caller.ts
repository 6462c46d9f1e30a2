import { LambdaClient } from '@aws-sdk/client-lambda';
import { patient } from '../../../functions/lib/patience.ts';
import type { AwsAccess } from '../../aws-access.ts';
import { explainAwsError } from '../../explain-aws-error.ts';
import type { Place } from '../../place.ts';

/** Asks a stage's Lambda; each call rejects with an OperatorError. */
export type LambdaCaller = {
  readonly stage: string;
  /** @param action as IAM spells it */
  readonly call: <Answer>(action: string, ask: (client: LambdaClient) => Promise<Answer>) => Promise<Answer>;
};

/** On AWS, control calls may be throttled, and on the way back each one counts. */
const PATIENCE = {
  aws: { attempts: 8, attemptTimeout: 20_000 },
  local: { attempts: 2, attemptTimeout: 20_000 },
} as const;

/** A whole deployment asks one of these, so that its connections are shared. */
export function createLambdaCaller(place: Place, access: AwsAccess): LambdaCaller {
  const client = new LambdaClient({ ...patient(PATIENCE[place.kind]), ...access });
  return {
    stage: place.stage,
    call: async (action, ask) => {
      try {
        return await ask(client);
      } catch (error) {
        throw explainAwsError(error, place, action);
      }
    },
  };
}
