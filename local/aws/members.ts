import { AwsError, serializationError } from './aws-error.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';

/** Typed access to an operation's input: a member of the wrong JSON type is a SerializationException, an absent required one the service's own error. */
export interface Members {
  string(member: string): string | undefined;
  requiredString(member: string): string;
  integer(member: string): number | undefined;
  number(member: string): number | undefined;
  requiredNumber(member: string): number;
  boolean(member: string): boolean | undefined;
  object(member: string): JsonObject | undefined;
  list(member: string): readonly JsonValue[] | undefined;
  requiredList(member: string): readonly JsonValue[];
  strings(member: string): readonly string[] | undefined;
  objects(member: string): readonly JsonObject[] | undefined;
  stringMap(member: string): Readonly<Record<string, string>> | undefined;
}

type Guard<T extends JsonValue> = (value: JsonValue) => value is T;

const isString: Guard<string> = (value) => typeof value === 'string';
const isNumber: Guard<number> = (value) => typeof value === 'number';
const isInteger = (value: JsonValue): value is number => typeof value === 'number' && Number.isInteger(value);
const isBoolean: Guard<boolean> = (value) => typeof value === 'boolean';
const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

/** The error of most AWS APIs for an absent required member. */
export function missingMember(member: string): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}

/** Reads the members of one JSON object; `missing` makes the service's error for an absent required member. */
export function readMembers(input: JsonObject, missing: (member: string) => AwsError = missingMember): Members {
  const optional = <T extends JsonValue>(member: string, guard: Guard<T>, type: string): T | undefined => {
    const value = Object.hasOwn(input, member) ? input[member] : undefined;
    if (value === undefined || value === null) return undefined;
    if (!guard(value)) throw serializationError(`The member '${member}' must be ${type}.`);
    return value;
  };
  const required = <T>(member: string, value: T | undefined): T => {
    if (value === undefined) throw missing(member);
    return value;
  };
  const all = <T extends JsonValue>(member: string, guard: Guard<T>, type: string): readonly T[] | undefined => {
    const values = optional(member, isList, 'a list');
    if (values && !values.every(guard)) throw serializationError(`Every element of '${member}' must be ${type}.`);
    return values?.filter(guard);
  };
  const string = (member: string) => optional(member, isString, 'a string');
  const number = (member: string) => optional(member, isNumber, 'a number');
  const list = (member: string) => optional(member, isList, 'a list');
  const object = (member: string) => optional(member, isJsonObject, 'an object');
  return {
    string,
    requiredString: (member) => required(member, string(member)),
    integer: (member) => optional(member, isInteger, 'an integer'),
    number,
    requiredNumber: (member) => required(member, number(member)),
    boolean: (member) => optional(member, isBoolean, 'true or false'),
    object,
    list,
    requiredList: (member) => required(member, list(member)),
    strings: (member) => all(member, isString, 'a string'),
    objects: (member) => all(member, isJsonObject, 'an object'),
    stringMap: (member) => {
      const map = object(member);
      return map && stringValues(member, map);
    },
  };
}

function stringValues(member: string, map: JsonObject): Record<string, string> {
  const values = Object.entries(map).map(([key, value]) => {
    if (typeof value !== 'string') throw serializationError(`The value of '${key}' in '${member}' must be a string.`);
    return [key, value] as const;
  });
  return Object.fromEntries(values);
}
