import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { patient } from '../functions/lib/patience.ts';
import { API_ID, REGION } from '../local/deploy/place.ts';
import { physicalName } from '../monitoring/physical-name.ts';
import { awsAccess } from '../operations/aws-access.ts';
import { explainAwsError } from '../operations/explain-aws-error.ts';
import { OperatorError } from '../operations/operator-error.ts';
import type { Place } from '../operations/place.ts';
import type { Reached } from './provisioning.ts';

/** What a stage on AWS says of itself: the console's function knows the API's id and the shop's address. */
async function reachOnAws(place: Extract<Place, { kind: 'aws' }>): Promise<Reached> {
  const lambda = new LambdaClient({ ...patient({ attempts: 3, attemptTimeout: 5_000 }), ...awsAccess(place) });
  const FunctionName = physicalName(place.stage, 'ops');
  try {
    const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const { API_ID: apiId, SITE_URL: siteUrl } = Environment?.Variables ?? {};
    if (!apiId || !siteUrl)
      throw new OperatorError(`The release of stage ${place.stage} is too old to know its API: deploy it again.`);
    const region = await lambda.config.region();
    return { stage: place.stage, apiId, siteUrl: siteUrl.replace(/\/$/, ''), region };
  } catch (error) {
    throw explainAwsError(error, place, 'lambda:GetFunctionConfiguration');
  }
}

/** What Grafana needs to know to show a stage; the system of this machine, whose shop is at `port`, need not run for it. */
export async function reachStage(place: Place, port: number): Promise<Reached> {
  if (place.kind === 'aws') return reachOnAws(place);
  const endpoint = `http://127.0.0.1:${place.awsPort}`;
  return { stage: place.stage, apiId: API_ID, siteUrl: `http://localhost:${port}`, region: REGION, endpoint };
}
