import { type AliasConfiguration, PreconditionFailedException, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { LIVE_ALIAS, physicalName } from '../../../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId } from '../../../monitoring/resources.ts';
import { OperatorError } from '../../operator-error.ts';
import type { Fence, FunctionVersions } from '../target.ts';
import type { LambdaCaller } from './lambda-caller.ts';
import { hasFunction, liveAlias } from './live-versions.ts';

type Route = { readonly version: string; readonly weights: Readonly<Record<string, number>> };

/** Where an alias leads once `version` has that share ("Implement Lambda canary deployments using a weighted alias"). */
function routeOf({ FunctionVersion = '' }: AliasConfiguration, version: string, share: number): Route {
  if (share >= 1 || FunctionVersion === version) return { version, weights: {} };
  return { version: FunctionVersion, weights: share > 0 ? { [version]: share } : {} };
}

function leadsThere({ FunctionVersion, RoutingConfig }: AliasConfiguration, { version, weights }: Route): boolean {
  const now = Object.entries(RoutingConfig?.AdditionalVersionWeights ?? {});
  const wanted = Object.entries(weights);
  return (
    FunctionVersion === version && now.length === wanted.length && now.every(([key, share]) => weights[key] === share)
  );
}

/** How often an alias is read again that somebody changed between its being read and written. */
const TRIES = 3;

/** Whether the alias leads there now; false when somebody changed it since it was read. */
async function lead(
  lambda: LambdaCaller,
  FunctionName: string,
  alias: AliasConfiguration,
  route: Route,
): Promise<boolean> {
  if (leadsThere(alias, route)) return true;
  const RoutingConfig = { AdditionalVersionWeights: { ...route.weights } };
  const { RevisionId } = alias;
  const input = { FunctionName, Name: LIVE_ALIAS, FunctionVersion: route.version, RoutingConfig, RevisionId };
  return lambda.call('lambda:UpdateAlias', async (client) => {
    try {
      await client.send(new UpdateAliasCommand(input));
      return true;
    } catch (error) {
      if (error instanceof PreconditionFailedException) return false;
      throw error;
    }
  });
}

/** A function that a release did away with is made again when the stage is brought back, with an alias of its own. */
async function expectGone(lambda: LambdaCaller, id: FunctionId): Promise<void> {
  if (!(await hasFunction(lambda, id))) return;
  const name = physicalName(lambda.stage, id);
  throw new OperatorError(`${name} has no alias ${LIVE_ALIAS}. Deploy the stage again.`);
}

/** What is changed, and what is asked between an alias's being read and written: whoever took the stage meanwhile is seen then, or has changed what was read. */
type Shift = { readonly share: number; readonly fence: Fence };

async function shiftAlias(
  lambda: LambdaCaller,
  id: FunctionId,
  version: string,
  { share, fence }: Shift,
): Promise<void> {
  const name = physicalName(lambda.stage, id);
  for (let tries = 0; tries < TRIES; tries++) {
    const alias = await liveAlias(lambda, id);
    if (alias === undefined) return expectGone(lambda, id);
    await fence();
    if (await lead(lambda, name, alias, routeOf(alias, version, share))) return;
  }
  throw new OperatorError(
    `Somebody else keeps changing the alias ${LIVE_ALIAS} of ${name}. Find out who, then try again.`,
  );
}

/**
 * Gives each function's version that share of its requests; what it leads to already is left as it is, and so is a function
 * that is gone. Every function is tried, whatever becomes of the others: on the way back, each one that is back counts.
 * @param fence asked right before each change, which is not made when it rejects
 */
export async function shiftAliases(
  lambda: LambdaCaller,
  versions: FunctionVersions,
  share: number,
  fence: Fence = async () => undefined,
): Promise<void> {
  const shifts = FUNCTION_IDS.flatMap((id) => {
    const version = versions[id];
    return version === undefined ? [] : [shiftAlias(lambda, id, version, { share, fence })];
  });
  for (const outcome of await Promise.allSettled(shifts)) if (outcome.status === 'rejected') throw outcome.reason;
}
