import type { Plan, PlannedResource } from './plan/plan.ts';

export type Json = Readonly<Record<string, unknown>>;

/** Resources whose type ends with the one given, such as `lambda/function:Function`. */
export function ofType(plan: Plan, type: string): readonly PlannedResource[] {
  return plan.resources.filter((resource) => resource.type === `aws:${type}`);
}

/** The one resource of a type, or of a type and a physical name. */
export function theOne(plan: Plan, type: string, name?: string): Json {
  const found = ofType(plan, type).filter(({ inputs }) => name === undefined || inputs.name === name);
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} resources ${type} ${name ?? ''}`);
  return only.inputs;
}

export type Statement = {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Principal?: Readonly<Record<string, unknown>> | string;
  readonly Condition?: Json;
};

function list(value: unknown): readonly string[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [String(value)];
}

/** Statements of a policy document, its members as lists. */
export function statementsOf(document: unknown): readonly Statement[] {
  if (typeof document !== 'string') throw new Error(`not a policy document: ${JSON.stringify(document)}`);
  const { Statement: statements } = JSON.parse(document);
  return [statements].flat().map((each) => ({ ...each, Action: list(each.Action), Resource: list(each.Resource) }));
}

/** What a function's role allows by its inline policies. */
export function allowedTo(plan: Plan, functionName: string): readonly Statement[] {
  const arn = theOne(plan, 'lambda/function:Function', functionName).role;
  const role = ofType(plan, 'iam/role:Role').find(({ inputs }) => String(arn).endsWith(`:role/${inputs.name}`));
  if (role === undefined) throw new Error(`no role for ${functionName}`);
  const policies = (role.inputs.inlinePolicies ?? []) as readonly { readonly policy: string }[];
  return policies.flatMap(({ policy }) => statementsOf(policy));
}
