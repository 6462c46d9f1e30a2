import {
  type AliasConfiguration,
  type FunctionConfiguration,
  GetFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { LIVE_ALIAS, physicalName } from '../../../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId } from '../../../monitoring/resources.ts';
import { errorSentence } from '../../deploy/error-sentence.ts';
import type { LiveRelease } from '../../deploy/target.ts';
import type { LambdaCaller } from '../../deploy/targets/lambda-caller.ts';
import { deployedVersion, liveAlias } from '../../deploy/targets/live-versions.ts';
import { functionHealth } from '../../verify/function-health.ts';
import type { Examination } from '../examination.ts';
import { type Finding, orOk, warning, wrong } from '../finding.ts';
import type { Link } from '../link.ts';

/** Functions that are invoked at once: each may start cold. */
const AT_ONCE = 4;
/** In milliseconds. */
const PATIENCE = 20_000;

/** A function as Lambda has it: its alias, and the version that the alias leads to. */
export type DeployedFunction = {
  readonly id: FunctionId;
  readonly alias: AliasConfiguration | undefined;
  readonly configuration: FunctionConfiguration | undefined;
};

const AGAIN = 'Deploy the stage again.';

const releaseOf = ({ Environment }: FunctionConfiguration): string => Environment?.Variables?.VERSION ?? 'none';

/** What is odd about which versions of a function serve, unless a deployment is just moving them. */
function versionFindings(id: FunctionId, alias: AliasConfiguration, is: string, release: string): readonly Finding[] {
  const shares = Object.entries(alias.RoutingConfig?.AdditionalVersionWeights ?? {});
  return [
    ...(is === release ? [] : [wrong(`${id} serves release ${is}, most others ${release}.`, AGAIN)]),
    ...shares.map(([other, share]) =>
      warning(
        `Version ${other} of ${id} gets ${Math.round(share * 100)} % of the requests beside version ${alias.FunctionVersion}.`,
        'Deploy again: that sets straight what a deployment that died has left.',
      ),
    ),
  ];
}

/** What is wrong with how a function is deployed, where that release serves. */
export function deployedFindings(
  { id, alias, configuration = {} }: DeployedFunction,
  { live, deploying }: { readonly live: Pick<LiveRelease, 'version'>; readonly deploying: boolean },
): readonly Finding[] {
  if (alias === undefined && deploying) return [warning(`${id} is not there yet.`, 'Ask again after the deployment.')];
  if (alias === undefined) return [wrong(`${id} is not there, or has no alias ${LIVE_ALIAS}.`, AGAIN)];
  const { State, StateReason, LastUpdateStatus, LastUpdateStatusReason } = configuration;
  return [
    ...(State === 'Active' || State === undefined
      ? []
      : [wrong(`${id} is ${State}${StateReason ? `: ${StateReason}` : ''}.`, AGAIN)]),
    ...(LastUpdateStatus === 'Failed'
      ? [wrong(`The last update of ${id} failed${LastUpdateStatusReason ? `: ${LastUpdateStatusReason}` : ''}.`, AGAIN)]
      : []),
    ...(deploying ? [] : versionFindings(id, alias, releaseOf(configuration), live.version)),
  ];
}

async function read({ lambda }: Examination, id: FunctionId): Promise<DeployedFunction> {
  const alias = await liveAlias(lambda, id);
  if (alias === undefined) return { id, alias, configuration: undefined };
  const input = { FunctionName: physicalName(lambda.stage, id), Qualifier: alias.FunctionVersion };
  const command = new GetFunctionConfigurationCommand(input);
  return {
    id,
    alias,
    configuration: await lambda.call('lambda:GetFunctionConfiguration', (client) => client.send(command)),
  };
}

/** Asks each version that serves, as the alias alone would lead to either. */
async function askVersions(lambda: LambdaCaller, { id, alias, configuration = {} }: DeployedFunction): Promise<void> {
  const signal = AbortSignal.timeout(PATIENCE);
  const qualifier = configuration.Version ?? LIVE_ALIAS;
  await functionHealth(lambda, { id, qualifier, version: releaseOf(configuration) }, signal);
  for (const other of Object.keys(alias?.RoutingConfig?.AdditionalVersionWeights ?? {})) {
    const { environment } = await deployedVersion(lambda, id, other);
    await functionHealth(lambda, { id, qualifier: other, version: environment.VERSION ?? 'none' }, signal);
  }
}

async function health({ lambda }: Examination, asked: DeployedFunction): Promise<readonly Finding[]> {
  try {
    await askVersions(lambda, asked);
    return [];
  } catch (error) {
    const seen = `${asked.id} does not say that it is healthy. ${errorSentence(error)}`;
    return [
      wrong(seen, `Read the lines of its log group with level ERROR, and monitoring/runbooks/application-down.md.`),
    ];
  }
}

/** Each function as it is deployed, and whether it says that it is healthy when it is invoked directly. */
export const functions: Link = {
  name: 'functions',
  examine: async (examination) => {
    const { live, deploying } = examination;
    const deployed = await Promise.all(FUNCTION_IDS.map((id) => read(examination, id)));
    const findings = deployed.flatMap((each) => deployedFindings(each, examination));
    const served = deployed.filter(({ alias }) => alias !== undefined);
    for (let first = 0; first < served.length; first += AT_ONCE) {
      const some = served.slice(first, first + AT_ONCE);
      findings.push(...(await Promise.all(some.map((each) => health(examination, each)))).flat());
    }
    const releases = deploying ? 'one of the releases between which a deployment is moving' : `release ${live.version}`;
    return orOk(findings, `All ${served.length} are active, healthy and of ${releases}.`);
  },
};
