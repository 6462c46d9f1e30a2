import { isJsonObject, type JsonObject, type JsonValue } from '../../aws/json.ts';

/** What is wrong with a dashboard body or a widget, and where; an error refuses it, a warning does not. */
export type BodyFault = { readonly severity: 'error' | 'warning'; readonly path: string; readonly message: string };

/** Finds what is wrong with the value at `path`; messages are the JSON Schema validator's that CloudWatch answers with. */
export type BodyCheck = (value: JsonValue, path: string) => readonly BodyFault[];

/** Something that refuses the body; the body itself has the path `/`. */
export function bodyError(path: string, message: string): BodyFault {
  return { severity: 'error', path: path === '' ? '/' : path, message };
}

/** An object with some members required, the known ones checked each by its own check, and unknown ones warned of. */
export function isRecord(
  checks: Readonly<Record<string, BodyCheck>>,
  required: readonly string[] = [],
  part = 'a widget definition',
): BodyCheck {
  return (value, path) => {
    if (!isJsonObject(value)) return [bodyError(path, 'Should be object')];
    return [
      ...required.flatMap((member) => missing(value, member, path)),
      ...Object.entries(value).flatMap(([member, each]) => checkMember(checks, member, each, path, part)),
    ];
  };
}

/** The error for a member that is not there. */
export function missing(value: JsonObject, member: string, path: string): BodyFault[] {
  return has(value, member) ? [] : [bodyError(path, `Should have required property '${member}'`)];
}

/** Whether an object has a member of its own. */
export function has(value: JsonObject, member: string): boolean {
  return Object.hasOwn(value, member) && value[member] !== undefined;
}

function checkMember(
  checks: Readonly<Record<string, BodyCheck>>,
  member: string,
  value: JsonValue | undefined,
  path: string,
  part: string,
): readonly BodyFault[] {
  const check = Object.hasOwn(checks, member) ? checks[member] : undefined;
  if (check !== undefined) return value === undefined ? [] : check(value, `${path}/${member}`);
  const message = `The "${member}" property is not expected to be part of ${part}, will be ignored`;
  return [{ ...bodyError(path, message), severity: 'warning' }];
}

/** A list whose elements pass a check. */
export function isListOf(
  check: BodyCheck,
  { least = 0, most = Number.POSITIVE_INFINITY }: { readonly least?: number; readonly most?: number } = {},
): BodyCheck {
  return (value, path) => {
    if (!isJsonList(value)) return [bodyError(path, 'Should be array')];
    if (value.length > most) return [bodyError(path, `Should NOT have more than ${most} items`)];
    if (value.length < least) return [bodyError(path, `Should NOT have fewer than ${least} items`)];
    return value.flatMap((each, index) => check(each, `${path}/${index}`));
  };
}

/** Whether a JSON value is a list. */
export function isJsonList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A text. */
export const isText: BodyCheck = (value, path) =>
  typeof value === 'string' ? [] : [bodyError(path, 'Should be string')];

/** true or false. */
export const isFlag: BodyCheck = (value, path) =>
  typeof value === 'boolean' ? [] : [bodyError(path, 'Should be boolean')];

/** Anything. */
export const isAnything: BodyCheck = () => [];

/** A number. */
export const isNumber: BodyCheck = (value, path) =>
  typeof value === 'number' ? [] : [bodyError(path, 'Should be number')];

/** An integer between bounds, which belong to it. */
export function isInteger(least: number, most = Number.POSITIVE_INFINITY): BodyCheck {
  return (value, path) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return [bodyError(path, 'Should be integer')];
    if (value < least) return [bodyError(path, `Should be >= ${least}`)];
    return value > most ? [bodyError(path, `Should be <= ${most}`)] : [];
  };
}

/** One of some texts. */
export function isOneOf(allowed: readonly string[]): BodyCheck {
  return (value, path) =>
    typeof value === 'string' && allowed.includes(value)
      ? []
      : [bodyError(path, 'Should be equal to one of the allowed values')];
}

/** A text that matches a pattern. */
export function isMatching(pattern: RegExp): BodyCheck {
  return (value, path) => {
    if (typeof value !== 'string') return [bodyError(path, 'Should be string')];
    return pattern.test(value) ? [] : [bodyError(path, `Should match pattern "${pattern.source}"`)];
  };
}

/** What a guard accepts; otherwise one error with its message. */
export function isAccepted(accepts: (value: JsonValue) => boolean, message: string): BodyCheck {
  return (value, path) => (accepts(value) ? [] : [bodyError(path, message)]);
}
