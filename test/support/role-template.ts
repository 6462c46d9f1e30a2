import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CollectionTag, parse, type ScalarTag } from 'yaml';
import * as z from 'zod/mini';

const strings = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((value): readonly string[] => [value].flat()),
);
const statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: strings,
  Resource: z.optional(strings),
  Principal: z.optional(z.record(z.string(), z.string())),
  Condition: z.optional(z.record(z.string(), z.record(z.string(), strings))),
});
const policy = z.object({ Version: z.literal('2012-10-17'), Statement: z.array(statement) });
const boundary = z.object({ ManagedPolicyName: z.string(), PolicyDocument: policy });
const role = z.object({
  RoleName: z.string(),
  MaxSessionDuration: z.number(),
  AssumeRolePolicyDocument: policy,
  Policies: z.array(z.object({ PolicyName: z.string(), PolicyDocument: policy })),
});

export type PolicyStatement = z.infer<typeof statement>;

/** A function of CloudFormation's as the template writes it: `!Sub text` or `!If [a, b, c]`. */
class Call {
  readonly name: string;
  readonly given: unknown;
  constructor(name: string, given: unknown) {
    this.name = name;
    this.given = given;
  }
}

const scalar = (name: string): ScalarTag => ({ tag: `!${name}`, resolve: (text) => new Call(name, text) });
const sequence = (name: string): CollectionTag => ({
  tag: `!${name}`,
  collection: 'seq',
  resolve: (items) => new Call(name, 'toJSON' in items ? items.toJSON() : []),
});
const TAGS = [
  ...['Ref', 'Sub', 'GetAtt', 'Condition'].map(scalar),
  ...['If', 'Equals', 'Not', 'And', 'Or'].map(sequence),
];
const FILE = join(import.meta.dirname, '../../.github/aws-role.yaml');

export const ACCOUNT = '123456789012';
const PSEUDO = new Map([
  ['AWS::Partition', 'aws'],
  ['AWS::AccountId', ACCOUNT],
]);

const parameter = z.object({
  Default: z.optional(z.string()),
  AllowedPattern: z.optional(z.string()),
  AllowedValues: z.optional(z.array(z.string())),
});
const template = z.object({
  Parameters: z.record(z.string(), parameter),
  Conditions: z.record(z.string(), z.unknown()),
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Condition: z.optional(z.string()), Properties: z.unknown() }),
  ),
});

type Values = Readonly<Record<string, string>>;
const NOTHING = Symbol('AWS::NoValue');

/** Resolves what the template computes from its parameters, as CloudFormation would. */
function resolver(conditions: Readonly<Record<string, unknown>>, values: Values, resources: readonly string[]) {
  const referred = (name: string): unknown => {
    if (name === 'AWS::NoValue') return NOTHING;
    const value = values[name] ?? PSEUDO.get(name) ?? (resources.includes(name) ? `the ${name}` : undefined);
    if (value === undefined) throw new Error(`the template refers to ${name}, which there is not`);
    return value;
  };
  const holds = (condition: unknown): boolean => {
    if (typeof condition === 'string') return holds(conditions[condition]);
    if (!(condition instanceof Call)) throw new Error(`no condition: ${JSON.stringify(condition)}`);
    return call(condition) === true;
  };
  const call = ({ name, given }: Call): unknown => {
    const items: readonly unknown[] = Array.isArray(given) ? given : [given];
    const text = String(given);
    switch (name) {
      case 'Ref':
        return referred(text);
      case 'Sub':
        return text.replace(/\$\{([^}]+)\}/g, (_, variable: string) => String(referred(variable)));
      case 'GetAtt':
        return `the ${text}`;
      case 'Condition':
        return holds(text);
      case 'If':
        return resolve(holds(items[0]) ? items[1] : items[2]);
      case 'Equals':
        return resolve(items[0]) === resolve(items[1]);
      case 'Not':
        return !holds(items[0]);
      case 'And':
        return items.every(holds);
      default:
        return items.some(holds);
    }
  };
  const resolve = (value: unknown): unknown => {
    if (value instanceof Call) return call(value);
    if (Array.isArray(value)) return value.map(resolve).filter((each) => each !== NOTHING);
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).map(([name, member]) => [name, resolve(member)] as const);
    return Object.fromEntries(members.filter(([, member]) => member !== NOTHING));
  };
  return { resolve, holds };
}

/** A role that .github/aws-role.yaml makes with these parameters. */
export function roleOf(given: Values) {
  const { Parameters, Conditions, Resources } = template.parse(parse(readFileSync(FILE, 'utf8'), { customTags: TAGS }));
  const values = Object.fromEntries(
    Object.entries(Parameters).map(([name, { Default, AllowedPattern = '', AllowedValues }]) => {
      const value = given[name] ?? Default;
      if (value === undefined || !new RegExp(AllowedPattern).test(value) || AllowedValues?.includes(value) === false)
        throw new Error(`${name} cannot be ${value}`);
      return [name, value];
    }),
  );
  const { resolve, holds } = resolver(Conditions, values, Object.keys(Resources));
  const made = Object.entries(Resources).filter(([, { Condition }]) => Condition === undefined || holds(Condition));
  const {
    AssumeRolePolicyDocument: trust,
    Policies: policies,
    ...properties
  } = role.parse(resolve(Resources.Role?.Properties));
  const bounding = boundary.parse(resolve(Resources.Boundary?.Properties));
  return {
    ...properties,
    boundary: { name: bounding.ManagedPolicyName, statements: bounding.PolicyDocument.Statement },
    makes: made.map(([, { Type }]) => Type),
    trust: trust.Statement,
    policies: policies.map(({ PolicyDocument: document }) => document),
    statements: policies.flatMap(({ PolicyDocument: { Statement } }) => Statement),
  };
}
