import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { GetFunctionConfigurationCommand, ResourceNotFoundException } from '@aws-sdk/client-lambda';
import { packFunction } from '../../../../functions/lib/deployments/pack-function.ts';
import { physicalName } from '../../../../monitoring/physical-name.ts';
import type { FunctionId } from '../../../../monitoring/resources.ts';
import { OperatorError } from '../../../operator-error.ts';
import type { Change, Release } from '../../target.ts';
import { bundleOf, functionsOf } from '../bundles.ts';
import type { LambdaCaller } from '../lambda-caller.ts';
import type { FunctionSettings } from './definitions.ts';

type Variables = Readonly<Record<string, string>>;
type Configuration = { readonly memorySize: number; readonly timeout: number; readonly variables: Variables };
type Known = Configuration & { readonly id: FunctionId; readonly codeSha256: string };

/** What a function is to become. */
type Wanted = Configuration & {
  readonly id: FunctionId;
  readonly archive: Uint8Array;
  readonly codeSha256: string;
};

async function known({ stage, call }: LambdaCaller, id: FunctionId, Qualifier: string): Promise<Known> {
  const FunctionName = physicalName(stage, id);
  return call('lambda:GetFunctionConfiguration', async (client) => {
    try {
      const {
        MemorySize = 0,
        Timeout = 0,
        CodeSha256 = '',
        Environment,
      } = await client.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier }));
      return {
        id,
        memorySize: MemorySize,
        timeout: Timeout,
        codeSha256: CodeSha256,
        variables: Environment?.Variables ?? {},
      };
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      const remedy = 'Start the system again with npm start, from a checkout of that release.';
      throw new OperatorError(`The system that runs here has no function ${id}, which the release has. ${remedy}`);
    }
  });
}

/** A function's own variables, those that the release asks for, which the system has given to another function, and those of its settings. */
function variablesOf(
  own: Known,
  all: readonly Known[],
  { environment, variables }: FunctionSettings,
  version: string,
): Variables {
  const given: Variables = Object.assign({}, ...all.map(({ variables }) => variables));
  const asked = environment.flatMap((key) => (given[key] === undefined ? [] : [[key, given[key]] as const]));
  return { ...Object.fromEntries(asked), ...own.variables, ...variables, VERSION: version };
}

async function wantedOf(
  own: Known,
  all: readonly Known[],
  release: Release,
  settings: FunctionSettings,
): Promise<Wanted> {
  const archive = packFunction({ 'index.mjs': await readFile(bundleOf(release.folder, own.id)) });
  const codeSha256 = createHash('sha256').update(archive).digest('base64');
  const variables = variablesOf(own, all, settings, release.version);
  return { id: own.id, archive, codeSha256, variables, memorySize: settings.memorySize, timeout: settings.timeout };
}

/** A function of a release as it is and as it is to be. */
export type ComparedFunction = { readonly own: Known; readonly wanted: Wanted };

/** Whether a function has the memory, timeout and variables that it is to have, but for its version. */
function isSet({ own, wanted }: ComparedFunction): boolean {
  const entries = Object.entries(wanted.variables).filter(([key]) => key !== 'VERSION');
  const sameVariables = entries.every(([key, value]) => own.variables[key] === value);
  return own.memorySize === wanted.memorySize && own.timeout === wanted.timeout && sameVariables;
}

/** Whether a function has the memory, timeout and variables that it is to have. */
export function isConfigured(each: ComparedFunction): boolean {
  return isSet(each) && each.own.variables.VERSION === each.wanted.variables.VERSION;
}

/**
 * Each function of a release as it is and as it is to be.
 * @param qualifier what it is compared with: `$LATEST`, of which versions are made, or the alias of what serves
 * @throws OperatorError when the system cannot have it so
 */
export async function compareFunctions(
  lambda: LambdaCaller,
  release: Release,
  functions: readonly FunctionSettings[],
  qualifier: string,
): Promise<readonly ComparedFunction[]> {
  const all = await Promise.all(functionsOf(release.folder).map((id) => known(lambda, id, qualifier)));
  return Promise.all(
    all.map(async (own) => {
      const settings = functions.find(({ id }) => id === own.id);
      if (settings === undefined)
        throw new OperatorError(`Release ${release.version} has code of ${own.id}, but no definition.`);
      return { own, wanted: await wantedOf(own, all, release, settings) };
    }),
  );
}

/** The functions that a release would change. */
export function functionChanges({ stage }: LambdaCaller, all: readonly ComparedFunction[]): readonly Change[] {
  const hasCode = ({ own, wanted }: ComparedFunction): boolean => own.codeSha256 === wanted.codeSha256;
  return all
    .filter((each) => !hasCode(each) || !isConfigured(each))
    .map((each) => ({
      ...{ action: 'change', type: 'aws:lambda:Function', name: physicalName(stage, each.own.id) },
      ...(hasCode(each) && isSet(each) ? { versionAlone: true } : {}),
    }));
}
