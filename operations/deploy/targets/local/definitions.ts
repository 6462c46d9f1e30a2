import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PutCompositeAlarmCommandInput, PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import type { PutQueryDefinitionCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import * as z from 'zod/mini';
import { OperatorError } from '../../../operator-error.ts';
import { runCommand } from '../../run-command.ts';
import type { Release } from '../../target.ts';

/** An object that names itself by a member, and is otherwise what the SDK takes: the release's own code has made it. */
function named<Input>(member: string) {
  return z.custom<Input>(
    (value) => typeof value === 'object' && value !== null && typeof Reflect.get(value, member) === 'string',
  );
}

export const MonitoringDefinitions = z.object({
  alarms: z.array(named<PutMetricAlarmCommandInput>('AlarmName')),
  // Releases from before there were any do not tell them.
  composites: z._default(z.array(named<PutCompositeAlarmCommandInput>('AlarmName')), []),
  dashboards: z.array(z.object({ DashboardName: z.string(), DashboardBody: z.string() })),
  queries: z.array(named<PutQueryDefinitionCommandInput>('name')),
});

/** What CloudWatch is to have of a release: the inputs of PutMetricAlarm, PutCompositeAlarm, PutDashboard and PutQueryDefinition. */
export type MonitoringDefinitions = z.output<typeof MonitoringDefinitions>;

const FunctionSettings = z.object({
  id: z.string(),
  memorySize: z.number(),
  timeout: z.number(),
  environment: z.array(z.string()),
  // Releases from before settings decided about any do not tell them.
  variables: z._default(z.record(z.string(), z.string()), {}),
});

/** What a function of a release is configured with, the keys of its environment, and the variables that settings decide. */
export type FunctionSettings = z.output<typeof FunctionSettings>;

const RoleStatement = z.looseObject({
  actor: z.enum(['code', 'lambda']),
  actions: z.array(z.string()),
  resources: z.array(z.string()),
});
export const RolePolicies = z.record(z.string(), z.array(RoleStatement));

/** What the roles of a release allow, by function: statements as functions/role-statements.ts makes them. */
export type RolePolicies = z.output<typeof RolePolicies>;

const Definitions = z.extend(MonitoringDefinitions, { functions: z.array(FunctionSettings), roles: RolePolicies });
export type Definitions = z.output<typeof Definitions>;

const PROGRAM = join('local', 'deploy', 'print-definitions.ts');

/** What the code of a release defines for the stage on this machine; OperatorError for one from before it could tell. */
export async function readDefinitions({ folder, version }: Release, signal: AbortSignal): Promise<Definitions> {
  if (!existsSync(join(folder, PROGRAM)))
    throw new OperatorError(`Release ${version} is from before releases could be deployed. Deploy a later commit.`);
  const lines: string[] = [];
  const progress = (line: string): void => void lines.push(line);
  await runCommand('The release’s definitions', [process.execPath, PROGRAM], { folder, progress, signal });
  const definitions = z.safeParse(Definitions, JSON.parse(lines.at(-1) ?? 'null'));
  if (definitions.success) return definitions.data;
  throw new OperatorError(
    `Release ${version} tells its definitions in another form. Deploy with the tool of that release.`,
  );
}
