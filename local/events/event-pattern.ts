import { isJsonObject, type JsonObject, type JsonValue, parseJsonObject } from '../aws/json.ts';
import { invalidEventPattern } from './events-errors.ts';
import { compileConditions, isLeaf, type Leaf } from './pattern-condition.ts';

/** Whether an event matches. */
export type EventPattern = (event: JsonObject) => boolean;

/** A part of a pattern on what an event has in one place. */
type Matcher = (value: JsonValue | undefined) => boolean;

const MAX_LENGTH = 4096;

/**
 * Reads an event pattern ("Amazon EventBridge event patterns"): every field named in it must match; of a list in the
 * event one element must, all conditions on objects in a list the same one. Numbers are compared by value, not by how
 * they are written. InvalidEventPatternException says what is wrong.
 */
export function parseEventPattern(text: string): EventPattern {
  if (text.length > MAX_LENGTH) throw invalidEventPattern(`It has more than ${MAX_LENGTH} characters`);
  const pattern = parseJsonObject(text);
  if (pattern === undefined) throw invalidEventPattern('Filter is not an object');
  return compileObject(pattern);
}

function compileObject(pattern: JsonObject): Matcher {
  const entries = Object.entries(pattern);
  if (entries.length === 0) throw invalidEventPattern('Empty objects are not allowed');
  const matchers = entries.map(([key, value]) => {
    const alternatives = key === '$or' ? orOperands(value) : undefined;
    return alternatives ? compileOr(alternatives) : compileField(key, value ?? null);
  });
  return anyElement((value) => matchers.every((matches) => matches(value)));
}

/** `$or` is an operator only with a list of two objects or more; otherwise it is a field like others. */
function orOperands(value: JsonValue | undefined): readonly JsonObject[] | undefined {
  if (!Array.isArray(value) || value.length < 2 || !value.every(isJsonObject)) return undefined;
  return value;
}

function compileOr(alternatives: readonly JsonObject[]): Matcher {
  const matchers = alternatives.map(compileObject);
  return (value) => matchers.some((matches) => matches(value));
}

function compileField(key: string, pattern: JsonValue): Matcher {
  if (isJsonObject(pattern)) {
    const matches = compileObject(pattern);
    return (value) => matches(fieldOf(value, key));
  }
  if (!Array.isArray(pattern)) throw invalidEventPattern(`"${key}" must be an object or an array`);
  const matches = compileConditions(pattern);
  return (value) => matches(leaves(fieldOf(value, key)));
}

/** Tries the elements of a list one by one, anything else as it is. */
function anyElement(matches: Matcher): Matcher {
  return function matcher(value): boolean {
    return Array.isArray(value) && value.length > 0 ? value.some(matcher) : matches(value);
  };
}

function fieldOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function leaves(value: JsonValue | undefined): readonly Leaf[] {
  if (isLeaf(value)) return [value];
  return Array.isArray(value) ? value.flatMap(leaves) : [];
}
