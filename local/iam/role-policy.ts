import type { RoleCondition, RoleStatement } from '../../functions/role-statements.ts';
import type { Use } from '../aws/caller.ts';

/** One action on one resource, or pattern of resources, that a role allows, and how often it was made use of. */
export type Grant = {
  readonly action: string;
  readonly resource: string;
  readonly actor: RoleStatement<string>['actor'];
  used: number;
};

/** What a role allows. */
export type RolePolicy = {
  readonly grants: readonly Grant[];
  /** What allows the use; undefined when nothing does. */
  readonly find: (use: Use) => Grant | undefined;
};

type Rule = { readonly grant: Grant; readonly allows: (use: Use) => boolean };

/** An ARN with `*` for any text, as a test of ARNs; what has no resource is allowed by `*` alone. */
function matcher(pattern: string): (resource: string | undefined) => boolean {
  if (pattern === '*') return () => true;
  if (!pattern.includes('*')) return (resource) => resource === pattern;
  const literal = pattern.replace(/[^\w*]/g, '\\$&');
  const whole = new RegExp(`^${literal.replaceAll('*', '.*')}$`, 's');
  return (resource) => resource !== undefined && whole.test(resource);
}

const holds = ({ variable, values }: RoleCondition, { conditionKeys = {} }: Use): boolean =>
  values.some((value) => value === conditionKeys[variable]);

function rulesOf({ actor, actions, resources, conditions = [] }: RoleStatement<string>): readonly Rule[] {
  return resources.flatMap((resource) => {
    const matches = matcher(resource);
    const allows = (use: Use) => matches(use.resource) && conditions.every((condition) => holds(condition, use));
    return actions.map((action) => ({ grant: { action, resource, actor, used: 0 }, allows }));
  });
}

/** Makes a policy of statements; a use is allowed by the first that fits. */
export function rolePolicy(statements: readonly RoleStatement<string>[]): RolePolicy {
  const rules = statements.flatMap(rulesOf);
  const byAction = Map.groupBy(rules, ({ grant }) => grant.action);
  return {
    grants: rules.map(({ grant }) => grant),
    find: (use) => byAction.get(use.action)?.find(({ allows }) => allows(use))?.grant,
  };
}
