import { account } from './place.ts';
import type { Settings } from './settings.ts';

type Statement = {
  readonly Principal?: Readonly<Record<string, unknown>>;
  readonly Condition?: Readonly<Record<string, unknown>>;
};
type Trust = { readonly Statement: readonly Statement[] };

/** A trust policy that only services may use: principals of the account itself are taken out. */
function servicesOnly({ Statement, ...trust }: Trust): Trust {
  const statements = Statement.map((statement) => {
    const { AWS: _account, ...principal } = statement.Principal ?? {};
    return { ...statement, Principal: principal };
  });
  return { ...trust, Statement: statements.filter(({ Principal: principal }) => Object.keys(principal).length > 0) };
}

/** The scheduler acts for schedules of this account alone ("Confused deputy prevention in EventBridge Scheduler"). */
function ownSchedulesOnly({ Statement, ...trust }: Trust, accountId: string): Trust {
  const condition = { StringEquals: { 'aws:SourceAccount': accountId } };
  const statements = Statement.map((statement) =>
    statement.Principal?.Service === 'scheduler.amazonaws.com' ? { ...statement, Condition: condition } : statement,
  );
  return { ...trust, Statement: statements };
}

/**
 * Rules for every function and role, those that components create for themselves included. SST 4.17.1 gives each
 * function's role the trust that live development needs: the account's root could assume it. A boundary, where one is
 * given, holds for each role.
 */
export function applyGuards({ roleBoundary }: Settings): void {
  $transform(aws.lambda.Function, (args) => {
    args.tracingConfig = { mode: 'Active' };
  });
  $transform(aws.iam.Role, (args) => {
    if (roleBoundary) args.permissionsBoundary = roleBoundary;
    args.assumeRolePolicy = $util.all([args.assumeRolePolicy, account]).apply(([policy, accountId]) => {
      const trust: Trust = typeof policy === 'string' ? JSON.parse(policy) : policy;
      return JSON.stringify(ownSchedulesOnly(servicesOnly(trust), accountId));
    });
  });
}
