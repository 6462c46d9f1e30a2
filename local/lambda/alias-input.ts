import { type Members, readMembers } from '../aws/members.ts';
import type { Alias } from './alias.ts';
import type { DeployedFunction } from './functions.ts';
import { invalidParameterValue, resourceNotFound, validationFailed } from './lambda-errors.ts';

/** What an alias is made of or changed to. */
export type AliasInput = Partial<Pick<Alias, 'description' | 'functionVersion' | 'additionalVersionWeights'>>;

const WEIGHTS = 'routingConfig.additionalVersionWeights';

function requireVersion({ latest, versions }: DeployedFunction, arn: string, version: string): void {
  if ([latest, ...versions].some((candidate) => candidate.version === version)) return;
  throw resourceNotFound(`Function not found: ${arn}:${version}`);
}

function weightsOf(members: Members): Readonly<Record<string, number>> | undefined {
  const routing = members.object('RoutingConfig');
  if (routing === undefined) return undefined;
  const weights = readMembers(routing).object('AdditionalVersionWeights') ?? {};
  const read = readMembers(weights);
  const entries = Object.keys(weights).map((version) => [version, read.requiredNumber(version)] as const);
  if (entries.length > 1) {
    throw invalidParameterValue('Number of items in AdditionalVersionWeights cannot be greater than 1');
  }
  return Object.fromEntries(entries);
}

/** Reads the members of CreateAlias and UpdateAlias. */
export function readAliasInput(members: Members): AliasInput {
  const [description, functionVersion] = [members.string('Description'), members.string('FunctionVersion')];
  const additionalVersionWeights = weightsOf(members);
  return {
    ...(description !== undefined && { description }),
    ...(functionVersion !== undefined && { functionVersion }),
    ...(additionalVersionWeights !== undefined && { additionalVersionWeights }),
  };
}

/** "Lambda alias routing": refuses an alias that points to a version that is not there, or splits what cannot be split. */
export function checkAlias(
  { functionVersion, additionalVersionWeights }: Omit<Alias, 'revisionId'>,
  found: DeployedFunction,
  arn: string,
): void {
  requireVersion(found, arn, functionVersion);
  for (const [version, weight] of Object.entries(additionalVersionWeights)) {
    if (functionVersion === '$LATEST') {
      throw invalidParameterValue('$LATEST is not supported for an alias pointing to more than 1 version');
    }
    if (!/^\d+$/.test(version)) {
      throw validationFailed(WEIGHTS, 'Map keys must satisfy regular expression pattern: [0-9]+');
    }
    requireVersion(found, arn, version);
    if (version === functionVersion) {
      throw invalidParameterValue(
        `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
      );
    }
    if (weight < 0 || weight > 1) {
      throw validationFailed(WEIGHTS, 'Member must have value from 0.0 to 1.0');
    }
  }
}
