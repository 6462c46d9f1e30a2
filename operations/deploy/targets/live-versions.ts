import {
  type AliasConfiguration,
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { LIVE_ALIAS, physicalName } from '../../../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId } from '../../../monitoring/resources.ts';
import type { LiveRelease } from '../target.ts';
import type { LambdaCaller } from './lambda-caller.ts';

/** A Lambda version as far as a release needs it: which release it is of, and where its shop is. */
export type DeployedVersion = {
  readonly functionVersion: string;
  readonly codeSha256: string;
  readonly environment: Readonly<Record<string, string>>;
};

/** What is asked for, undefined where Lambda has none. */
async function ifThere<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** The alias `live` of a function, undefined while there is none or no function. */
export async function liveAlias(lambda: LambdaCaller, id: FunctionId): Promise<AliasConfiguration | undefined> {
  const command = new GetAliasCommand({ FunctionName: physicalName(lambda.stage, id), Name: LIVE_ALIAS });
  return lambda.call('lambda:GetAlias', (client) => ifThere(() => client.send(command)));
}

/** Whether the stage has a function of that name: that version of it, or whatever its versions. */
export async function hasFunction(lambda: LambdaCaller, id: FunctionId, Qualifier?: string): Promise<boolean> {
  const FunctionName = physicalName(lambda.stage, id);
  const command = new GetFunctionConfigurationCommand({ FunctionName, ...(Qualifier && { Qualifier }) });
  const found = await lambda.call('lambda:GetFunctionConfiguration', (client) => ifThere(() => client.send(command)));
  return found !== undefined;
}

/** A version of a function, by its number or the alias that leads to it. */
export async function deployedVersion(
  lambda: LambdaCaller,
  id: FunctionId,
  Qualifier: string,
): Promise<DeployedVersion> {
  const command = new GetFunctionConfigurationCommand({ FunctionName: physicalName(lambda.stage, id), Qualifier });
  const {
    Version = '',
    CodeSha256 = '',
    Environment,
  } = await lambda.call('lambda:GetFunctionConfiguration', (client) => client.send(command));
  return { functionVersion: Version, codeSha256: CodeSha256, environment: Environment?.Variables ?? {} };
}

async function liveVersion(lambda: LambdaCaller, id: FunctionId) {
  const version = (await liveAlias(lambda, id))?.FunctionVersion;
  return version === undefined ? [] : [[id, await deployedVersion(lambda, id, version)] as const];
}

/** What most of the versions have for a variable: a release is what most functions are of, if its shift was cut off. */
function commonest(versions: readonly DeployedVersion[], variable: string): string {
  const counts = new Map<string, number>();
  for (const { environment } of versions) {
    const value = environment[variable] ?? '';
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), ['', 0])[0];
}

/** What the aliases of a stage lead to; undefined when there is no alias. */
export async function liveRelease(lambda: LambdaCaller): Promise<LiveRelease | undefined> {
  const live = (await Promise.all(FUNCTION_IDS.map((id) => liveVersion(lambda, id)))).flat();
  if (live.length === 0) return undefined;
  const versions = live.map(([, version]) => version);
  return {
    version: commonest(versions, 'VERSION'),
    siteUrl: commonest(versions, 'SITE_URL'),
    functionVersions: Object.fromEntries(live.map(([id, { functionVersion }]) => [id, functionVersion])),
  };
}

/** Whether a release can be gone back to: there is its version of each of its functions that the stage still has. */
export async function isReleaseThere(lambda: LambdaCaller, { functionVersions }: LiveRelease): Promise<boolean> {
  const there = await Promise.all(
    FUNCTION_IDS.map(async (id) => {
      const version = functionVersions[id];
      return version === undefined || (await hasFunction(lambda, id, version)) || !(await hasFunction(lambda, id));
    }),
  );
  return there.every(Boolean);
}
