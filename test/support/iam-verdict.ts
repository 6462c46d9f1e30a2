import type { PolicyStatement } from './role-template.ts';

/** What is asked of IAM: an action on a resource, with the condition keys that the request has. */
export type Asked = {
  readonly action: string;
  readonly resource: string;
  readonly keys?: Readonly<Record<string, string>>;
};

/** Whether a pattern with `*` and `?` fits the whole text. */
function fits(pattern: string, text: string): boolean {
  const literal = pattern.replace(/[^\w*?]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(text);
}

function holds(operator: string, values: readonly string[], value: string | undefined): boolean {
  if (value === undefined) return operator.endsWith('IfExists');
  switch (operator) {
    case 'StringEquals':
      return values.includes(value);
    case 'StringLike':
    case 'StringLikeIfExists':
      return values.some((pattern) => fits(pattern, value));
    default:
      throw new Error(`no operator ${operator}`);
  }
}

function applies({ Action, Resource = [], Condition = {} }: PolicyStatement, { action, resource, keys = {} }: Asked) {
  const named = Action.some((pattern) => fits(pattern, action)) && Resource.some((pattern) => fits(pattern, resource));
  return named && conditionsHold(Condition, keys);
}

/** Whether all conditions of a statement hold for a request's keys (IAM User Guide, "Policy evaluation logic"). */
export function conditionsHold(
  conditions: NonNullable<PolicyStatement['Condition']>,
  keys: NonNullable<Asked['keys']>,
) {
  return Object.entries(conditions).every(([operator, of]) =>
    Object.entries(of).every(([key, values]) => holds(operator, values, keys[key])),
  );
}

/** Whether identity-based policies allow what is asked: some statement does, and none denies it. */
export function isAllowed(statements: readonly PolicyStatement[], asked: Asked): boolean {
  const applying = statements.filter((statement) => applies(statement, asked));
  return applying.length > 0 && applying.every(({ Effect }) => Effect === 'Allow');
}
