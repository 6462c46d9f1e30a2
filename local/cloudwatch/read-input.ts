import { UNITS, type Unit } from '../../monitoring/cloudwatch.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../aws/json.ts';
import { type Members, readMembers } from '../aws/members.ts';
import { invalidValue, missingParameter, notInEnumeration } from './errors.ts';
import type { DimensionSet } from './metrics/metric-identity.ts';

const MAX_DIMENSIONS = 30;

/** The members of an input or of a structure in it; absent ones are named with `prefix` in front. */
export function read(input: JsonObject, prefix = ''): Members {
  return readMembers(input, (member) => missingParameter(`${prefix}${member}`));
}

/** Whether a member is set: an empty list counts as none, as clients send what DescribeAlarms answered. */
export function isSet(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

/** The members of an input that are set. */
export function setMembers(input: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => isSet(value)));
}

/** A member that must be one of the allowed values; `at` is its place as the model's messages write it. */
export function readEnum<T extends string>(text: string | undefined, allowed: readonly T[], at: string): T | undefined {
  if (text === undefined) return undefined;
  const value = allowed.find((candidate) => candidate === text);
  if (value === undefined) throw notInEnumeration(text, at, allowed);
  return value;
}

/** A member `Unit`. */
export function readUnit(members: Members, at: string): Unit | undefined {
  return readEnum(members.string('Unit'), UNITS, at);
}

/** A member `Dimensions` as a set by name. */
export function readDimensions(members: Members, prefix = ''): DimensionSet {
  const entries = members.objects('Dimensions') ?? [];
  if (entries.length > MAX_DIMENSIONS) {
    throw invalidValue(`The collection ${prefix}Dimensions must not have a size greater than ${MAX_DIMENSIONS}.`);
  }
  const dimensions = new Map<string, string>();
  entries.forEach((entry, index) => {
    const place = `${prefix}Dimensions.member.${index + 1}.`;
    const dimension = read(entry, place);
    const name = text(dimension.requiredString('Name'), `${place}Name`, 255);
    if (dimensions.has(name)) throw invalidValue(`The parameter ${place}Name repeats the dimension ${name}.`);
    dimensions.set(name, text(dimension.requiredString('Value'), `${place}Value`, 1024));
  });
  return Object.fromEntries(dimensions);
}

/** A text of 1 to `maxLength` characters; InvalidParameterValue otherwise. */
export function text(value: string, place: string, maxLength: number): string {
  if (value.trim() === '') throw invalidValue(`The parameter ${place} must not be blank.`);
  if (value.length > maxLength) {
    throw invalidValue(`The parameter ${place} must be shorter than ${maxLength + 1} characters.`);
  }
  return value;
}

/** A time on the wire, epoch seconds or ISO 8601, in epoch milliseconds; InvalidParameterValue for one that is no date. */
export function readTime(input: JsonObject, member: string): number | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  const time = toTime(value);
  if (Number.isNaN(new Date(time).getTime())) throw invalidValue(`The parameter ${member} must be a timestamp.`);
  return time;
}

/** A time that must be there. */
export function requiredTime(input: JsonObject, member: string): number {
  const time = readTime(input, member);
  if (time === undefined) throw missingParameter(member);
  return time;
}

/** Epoch milliseconds as the JSON protocols write them: epoch seconds. */
export function wireTime(time: number): number {
  return time / 1000;
}

/** A dimension set as the wire has it. */
export function wireDimensions(dimensions: DimensionSet): { Name: string; Value: string }[] {
  return Object.entries(dimensions).map(([name, value]) => ({ Name: name, Value: value }));
}

/** The objects of a list that may be absent. */
export function objects(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function toTime(value: JsonValue): number {
  if (typeof value === 'number') return Math.round(value * 1000);
  return typeof value === 'string' ? Date.parse(value) : Number.NaN;
}
