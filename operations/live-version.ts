import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { patient } from '../functions/lib/patience.ts';
import { LIVE_ALIAS, physicalName } from '../monitoring/physical-name.ts';
import { awsAccess } from './aws-access.ts';
import { explainAwsError } from './explain-aws-error.ts';
import type { Place } from './place.ts';

/** The release that serves a stage. */
export async function liveVersion(place: Place): Promise<string> {
  const client = new LambdaClient({ ...patient({ attempts: 3, attemptTimeout: 10_000 }), ...awsAccess(place) });
  const input = { FunctionName: physicalName(place.stage, 'setup'), Qualifier: LIVE_ALIAS };
  try {
    const { Environment } = await client.send(new GetFunctionConfigurationCommand(input));
    return Environment?.Variables?.VERSION ?? 'unknown';
  } catch (error) {
    throw explainAwsError(error, place, 'lambda:GetFunctionConfiguration');
  }
}
