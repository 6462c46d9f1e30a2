import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { keyedPseudonym } from '../../functions/lib/pseudonym.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import type { Target } from '../deploy/target.ts';
import { type StageClients, stageClients } from './stage-clients.ts';

/** Whoever deploys while there is no key yet, as before the first deployment, or none that they may read. */
export const UNKNOWN_ACTOR = 'unknown';

/** What SDKs call a session that nobody has named: another name each time. */
const UNNAMED_SESSION = /\/[a-z-]*session-\d+$|\/aws-sdk-js-\d+$/;

type Environment = Readonly<Record<string, string | undefined>>;

/** In a workflow all people share its role, and GitHub says who started it. */
async function identity({ sts }: StageClients, environment: Environment): Promise<string> {
  const { GITHUB_ACTIONS, GITHUB_ACTOR } = environment;
  if (GITHUB_ACTIONS === 'true' && GITHUB_ACTOR) return `github:${GITHUB_ACTOR}`;
  const { Arn = '' } = await sts.send(new GetCallerIdentityCommand());
  return Arn.replace(UNNAMED_SESSION, '');
}

/** The stage's key of pseudonyms: the account function has it in its environment. */
async function pseudonymKey({ lambda }: StageClients, stage: string): Promise<string | undefined> {
  const FunctionName = physicalName(stage, 'account');
  const answer = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  return answer.Environment?.Variables?.PSEUDONYM_KEY;
}

/**
 * The pseudonym of whoever deploys: of GitHub’s user in a workflow, else of the caller of the AWS APIs. `UNKNOWN_ACTOR` when
 * that cannot be told; it never rejects.
 */
export async function readActor(
  { place, access }: Pick<Target, 'place' | 'access'>,
  environment: Environment = process.env,
): Promise<string> {
  try {
    const clients = stageClients(access);
    const [id, key] = await Promise.all([identity(clients, environment), pseudonymKey(clients, place.stage)]);
    return id !== '' && key ? keyedPseudonym(id, key) : UNKNOWN_ACTOR;
  } catch {
    return UNKNOWN_ACTOR;
  }
}
