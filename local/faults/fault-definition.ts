import { AwsError } from '../aws/aws-error.ts';
import type { JsonObject, JsonValue } from '../aws/json.ts';

/** A fault that can be switched on at a service's boundary. */
export type FaultDefinition<Settings> = {
  readonly name: string;
  /** What happens, and what a user would notice: one sentence. */
  readonly description: string;
  readonly defaults: Settings;
  /** Reads one setting from its JSON value; AwsError that names the member when it is not acceptable. */
  readonly members: { readonly [Member in keyof Settings]-?: (value: JsonValue) => Required<Settings>[Member] };
};

/** The error for a setting that cannot be used. */
export function badSetting(member: string, rule: string): AwsError {
  return new AwsError('BadRequest', `'${member}' must be ${rule}.`);
}

/** Reads settings over a fault's defaults; AwsError (400) that names an unknown or unacceptable member. */
export function parseSettings<Settings extends object>(
  definition: FaultDefinition<Settings>,
  body: JsonObject,
): Settings {
  const settings = { ...definition.defaults };
  for (const [member, value] of Object.entries(body)) {
    if (!isMember(definition, member)) throw unknownMember(definition, member);
    if (value !== undefined) settings[member] = definition.members[member](value);
  }
  return settings;
}

function isMember<Settings>(definition: FaultDefinition<Settings>, member: PropertyKey): member is keyof Settings {
  return Object.hasOwn(definition.members, member);
}

function unknownMember<Settings>(definition: FaultDefinition<Settings>, member: string): AwsError {
  const known = Object.keys(definition.members).join(', ');
  return new AwsError('BadRequest', `'${member}' is not a setting of ${definition.name}; it has: ${known}.`);
}
