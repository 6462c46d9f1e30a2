import { FUNCTIONS } from '../../functions/manifest.ts';
import { type RoleStatement, roleStatements } from '../../functions/role-statements.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId } from '../../monitoring/resources.ts';
import type { Caller, FindCaller, Use } from '../aws/caller.ts';
import { accessKeyId } from './access-key-id.ts';
import type { RolePolicies } from './read-role-policies.ts';
import { roleArn, roleName } from './role-arn.ts';
import { type Grant, type RolePolicy, rolePolicy } from './role-policy.ts';
import { roleResources, type StagePlace } from './role-resources.ts';

type Named = Pick<Grant, 'action' | 'resource'>;

/** What a role allows and what came of it. */
export type RoleReport = {
  readonly role: string;
  /** What the function's code may do, and how often it did. */
  readonly granted: readonly (Named & { readonly used: number })[];
  /** What of it the code has not done. */
  readonly unused: readonly Named[];
  /** What the code wanted to do and may not. */
  readonly denied: readonly (Named & { readonly count: number })[];
  /** What Lambda may do on the function's behalf: logs, traces, event source. */
  readonly lambda: readonly Named[];
};

/** The roles of the functions of a stage, one for each. */
export type Roles = {
  readonly findCaller: FindCaller;
  readonly report: () => Readonly<Record<FunctionId, RoleReport>>;
  /** Has roles allow just this from now on, with nothing used yet; roles that are not named stay as they are. */
  readonly put: (policies: RolePolicies) => void;
  /** Has all roles allow what the manifest of this process says again. */
  readonly reset: () => void;
};

/** As many denied uses are kept in mind of each role; a function names what it is asked for. */
const MOST_DENIED = 100;

type Role = {
  readonly caller: Caller;
  readonly report: () => RoleReport;
  readonly put: (statements: readonly RoleStatement<string>[]) => void;
  readonly reset: () => void;
};

const named = ({ action, resource }: Named): Named => ({ action, resource });

function createDenials() {
  const denials = new Map<string, Named & { count: number }>();
  return {
    add: ({ action, resource = '*' }: Use): void => {
      const key = `${action} ${resource}`;
      const known = denials.get(key);
      if (known) known.count += 1;
      else if (denials.size < MOST_DENIED) denials.set(key, { action, resource, count: 1 });
    },
    all: () => [...denials.values()].map((denial) => ({ ...denial })),
  };
}

function reportOf(role: string, { grants }: RolePolicy, denied: RoleReport['denied']): RoleReport {
  const own = grants.filter(({ actor }) => actor === 'code');
  return {
    role,
    granted: own.map((grant) => ({ ...named(grant), used: grant.used })),
    unused: own.filter(({ used }) => used === 0).map(named),
    denied,
    lambda: grants.filter(({ actor }) => actor === 'lambda').map(named),
  };
}

function createRole(id: FunctionId, place: StagePlace): Role {
  const functionName = physicalName(place.stage, id);
  const name = roleName(functionName);
  const own = roleStatements(id, FUNCTIONS[id], roleResources(place));
  let [statements, policy] = [own, rolePolicy(own)];
  let denials = createDenials();
  const deny = (uses: readonly Use[]): Use | undefined => {
    const grants = uses.map(policy.find);
    const denied = uses[grants.indexOf(undefined)];
    if (denied) denials.add(denied);
    else for (const grant of grants) if (grant) grant.used += 1;
    return denied;
  };
  const userId = `${accessKeyId(name).replace('ASIA', 'AROA')}:${functionName}`;
  const arn = `arn:aws:sts::${place.accountId}:assumed-role/${name}/${functionName}`;
  const put = (next: readonly RoleStatement<string>[]): void => {
    [statements, policy] = [next, rolePolicy(next)];
    denials = createDenials();
  };
  return {
    caller: { arn, userId, deny },
    report: () => reportOf(roleArn(place.accountId, functionName), policy, denials.all()),
    put,
    reset: () => {
      if (statements !== own) put(own);
    },
  };
}

/** Makes the roles of the manifest's functions, with nothing used yet; each function calls under an access key of its own. */
export function createRoles(place: StagePlace): Roles {
  const roles = new Map(FUNCTION_IDS.map((id) => [id, createRole(id, place)]));
  const callers = new Map(
    Array.from(roles, ([id, { caller }]) => [accessKeyId(physicalName(place.stage, id)), caller] as const),
  );
  return {
    findCaller: (key) => (key === undefined ? undefined : callers.get(key)),
    report: () =>
      Object.fromEntries(Array.from(roles, ([id, { report }]) => [id, report()])) as Record<FunctionId, RoleReport>,
    put: (policies) => {
      for (const [id, statements] of policies) roles.get(id)?.put(statements);
    },
    reset: () => {
      for (const { reset } of roles.values()) reset();
    },
  };
}
