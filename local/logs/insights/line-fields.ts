import type { JsonValue } from '../../aws/json.ts';
import { embeddedJson } from './embedded-json.ts';
import { lambdaFields } from './lambda-fields.ts';
import { topMembers } from './top-members.ts';
import type { Value } from './value.ts';

/** "Supported logs and discovered fields": of a line no more JSON fields are discovered. */
export const MOST_FIELDS_OF_LINE = 200;

/** A discovered JSON value: truth is 1 or 0; what holds others is no field itself, nor is null. */
function fieldValue(value: Value): Value {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'object' ? undefined : value;
}

/** The part of a structure at a path of members and indices; members may have dots in their names. */
export function memberAt(value: Value, path: string): Value {
  if (typeof value !== 'object' || value === null) return undefined;
  const members = Object.entries(value);
  const own = members.find(([name]) => name === path);
  if (own) return own[1];
  for (const [name, inner] of members) {
    if (path.length <= name.length || !path.startsWith(`${name}.`)) continue;
    const found = memberAt(inner, path.slice(name.length + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

function flatten(value: JsonValue | undefined, name: string, into: Map<string, Value>): void {
  if (into.size >= MOST_FIELDS_OF_LINE) return;
  if (typeof value !== 'object' || value === null) {
    if (value !== undefined && value !== null) into.set(name, fieldValue(value));
    return;
  }
  for (const [member, inner] of Object.entries(value)) flatten(inner, `${name}.${member}`, into);
}

/** Every field that is discovered in a line: those of its JSON, flattened, but a member that is left out, and Lambda's. */
export function lineFields(message: string, leftOut?: string): ReadonlyMap<string, Value> {
  const fields = new Map<string, Value>(Object.entries(lambdaFields(message)));
  const json = embeddedJson(message);
  if (json) for (const [member, value] of Object.entries(json)) if (member !== leftOut) flatten(value, member, fields);
  return fields;
}

/** A field that is wanted of each line, and where it goes in a row. */
export type WantedField = { readonly name: string; readonly slot: number };

/** Puts the values of the wanted fields of a line into a row. */
export type FieldReader = (message: string, row: Value[]) => void;

type Wanted = { readonly slot: number; readonly path: string };

/** Members of the JSON and, below them, paths: `a.b` is the member `a.b`, or `b` of the member `a`. */
function byMember(fields: readonly WantedField[]): ReadonlyMap<string, readonly Wanted[]> {
  const wanted = new Map<string, Wanted[]>();
  for (const { name, slot } of fields) {
    for (let end = name.indexOf('.'); ; end = name.indexOf('.', end + 1)) {
      const member = end === -1 ? name : name.slice(0, end);
      const path = end === -1 ? '' : name.slice(end + 1);
      wanted.set(member, [...(wanted.get(member) ?? []), { slot, path }]);
      if (end === -1) break;
    }
  }
  return wanted;
}

/** Makes the reader of some fields, which does not parse the rest of a line. */
export function createFieldReader(fields: readonly WantedField[]): FieldReader {
  if (fields.length === 0) return () => {};
  const wanted = byMember(fields);
  const lambdas = fields.filter(({ name }) => name.startsWith('@'));
  let row: Value[] = [];
  const found = (member: string, value: JsonValue): void => {
    for (const { slot, path } of wanted.get(member) ?? []) {
      const part = fieldValue(path === '' ? value : memberAt(value, path));
      if (part !== undefined) row[slot] = part;
    }
  };
  return (message, into) => {
    row = into;
    if (message.startsWith('{') && topMembers(message, wanted, found)) return;
    for (const { slot } of fields) row[slot] = undefined;
    if (lambdas.length > 0) {
      const known = lambdaFields(message);
      for (const { name, slot } of lambdas) row[slot] = known[name];
    }
    const members = Object.entries(embeddedJson(message) ?? {});
    for (const [member, value] of members) if (value !== undefined) found(member, value);
  };
}
