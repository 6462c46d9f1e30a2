import { isDeepStrictEqual } from 'node:util';
import { physicalName } from '../../../../monitoring/physical-name.ts';
import type { Change } from '../../target.ts';
import type { RolePolicies } from './definitions.ts';
import type { RoleReports } from './local-control.ts';

type Grant = { readonly action: string; readonly resource: string };

const told = (actor: string, { action, resource }: Grant): string => `${actor} ${action} ${resource}`;

function allowedNow({ granted, lambda }: RoleReports[string]): ReadonlySet<string> {
  return new Set([...granted.map((grant) => told('code', grant)), ...lambda.map((grant) => told('lambda', grant))]);
}

function allowedThen(statements: RolePolicies[string]): ReadonlySet<string> {
  const grants = statements.flatMap(({ actor, actions, resources }) =>
    actions.flatMap((action) => resources.map((resource) => told(actor, { action, resource }))),
  );
  return new Set(grants);
}

/** The roles that would allow other actions or resources. */
export function roleChanges(stage: string, now: RoleReports, then: RolePolicies): readonly Change[] {
  return Object.entries(then)
    .filter(([id, statements]) => {
      const role = now[id];
      return role === undefined || !isDeepStrictEqual(allowedNow(role), allowedThen(statements));
    })
    .map(([id]) => ({ action: 'change', type: 'aws:iam:RolePolicy', name: physicalName(stage, `${id}-role`) }));
}
