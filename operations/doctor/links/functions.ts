import {
  type AliasConfiguration,
  type FunctionConfiguration,
  GetFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { LIVE_ALIAS, physicalName } from '../../../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId } from '../../../monitoring/resources.ts';
import { errorSentence } from '../../deploy/error-sentence.ts';
import { liveAlias } from '../../deploy/targets/live-versions.ts';
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

/** What is wrong with how a function is deployed, where that release serves. */
export function deployedFindings(
  { id, alias, configuration = {} }: DeployedFunction,
  release: string,
): readonly Finding[] {
  if (alias === undefined) return [wrong(`${id} is not there, or has no alias ${LIVE_ALIAS}.`, AGAIN)];
  const { State, StateReason, LastUpdateStatus, LastUpdateStatusReason, Environment } = configuration;
  const version = Environment?.Variables?.VERSION ?? 'none';
  const shares = Object.entries(alias.RoutingConfig?.AdditionalVersionWeights ?? {});
  return [
    ...(State === 'Active' || State === undefined
      ? []
      : [wrong(`${id} is ${State}${StateReason ? `: ${StateReason}` : ''}.`, AGAIN)]),
    ...(LastUpdateStatus === 'Failed'
      ? [wrong(`The last update of ${id} failed${LastUpdateStatusReason ? `: ${LastUpdateStatusReason}` : ''}.`, AGAIN)]
      : []),
    ...(version === release ? [] : [wrong(`${id} serves release ${version}, most others ${release}.`, AGAIN)]),
    ...shares.map(([other, share]) =>
      warning(
        `Version ${other} of ${id} gets ${Math.round(share * 100)} % of the requests beside version ${alias.FunctionVersion}.`,
        'If no deployment runs, deploy again: it sets straight what one that died has left.',
      ),
    ),
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

async function health({ lambda }: Examination, id: FunctionId, version: string): Promise<readonly Finding[]> {
  try {
    await functionHealth(lambda, { id, qualifier: LIVE_ALIAS, version }, AbortSignal.timeout(PATIENCE));
    return [];
  } catch (error) {
    const seen = `${id} does not say that it is healthy. ${errorSentence(error)}`;
    return [
      wrong(seen, `Read the lines of its log group with level ERROR, and monitoring/runbooks/application-down.md.`),
    ];
  }
}

/** Each function as it is deployed, and whether it says that it is healthy when it is invoked directly. */
export const functions: Link = {
  name: 'functions',
  examine: async (examination) => {
    const { version } = examination.live;
    const deployed = await Promise.all(FUNCTION_IDS.map((id) => read(examination, id)));
    const findings = deployed.flatMap((each) => deployedFindings(each, version));
    const served = deployed.filter(({ alias }) => alias !== undefined);
    for (let first = 0; first < served.length; first += AT_ONCE) {
      const some = served.slice(first, first + AT_ONCE);
      findings.push(...(await Promise.all(some.map(({ id }) => health(examination, id, version)))).flat());
    }
    return orOk(findings, `All ${served.length} are active, healthy and of release ${version}.`);
  },
};
