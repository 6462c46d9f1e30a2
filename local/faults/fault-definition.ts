import type { FaultName } from '../../monitoring/fault-names.ts';
import { AwsError } from '../aws/aws-error.ts';
import type { JsonObject } from '../aws/json.ts';
import type { Setting } from './setting.ts';

/** A fault that can be switched on at a service's boundary. */
export type FaultDefinition<Settings> = {
  readonly name: FaultName;
  /** What happens, and what a user would notice: one sentence. */
  readonly description: string;
  readonly defaults: Settings;
  readonly members: { readonly [Member in keyof Settings]-?: Setting<Required<Settings>[Member]> };
};

/** The error for a setting that cannot be used. */
export function badSetting(member: string, takes: string): AwsError {
  return new AwsError('BadRequest', `'${member}' must be ${takes}.`);
}

/** Reads settings over a fault's defaults; AwsError (400) that names an unknown or unacceptable member. */
export function parseSettings<Settings extends object>(
  definition: FaultDefinition<Settings>,
  body: JsonObject,
): Settings {
  const settings = { ...definition.defaults };
  for (const [member, value] of Object.entries(body)) {
    if (!isMember(definition, member)) throw unknownMember(definition, member);
    if (value === undefined) continue;
    const { takes, read } = definition.members[member];
    const setting = read(value);
    if (setting === undefined) throw badSetting(member, takes);
    settings[member] = setting;
  }
  return settings;
}

function isMember<Settings>(definition: FaultDefinition<Settings>, member: PropertyKey): member is keyof Settings {
  return Object.hasOwn(definition.members, member);
}

function unknownMember<Settings>(definition: FaultDefinition<Settings>, member: string): AwsError {
  const known = [...Object.keys(definition.members), 'duration'].join(', ');
  return new AwsError('BadRequest', `'${member}' is not a setting of ${definition.name}; it has: ${known}.`);
}
