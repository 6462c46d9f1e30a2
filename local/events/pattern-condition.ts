import { isJsonObject, type JsonObject, type JsonValue } from '../aws/json.ts';
import { compileCidr } from './cidr.ts';
import { invalidEventPattern } from './events-errors.ts';
import { compileNumeric } from './numeric-range.ts';
import { compileWildcard } from './wildcard.ts';

/** A text, a number, true, false or null of an event. */
export type Leaf = string | number | boolean | null;

/** Whether a field matches, given all its values: one, several when it is a list, none when it is absent. */
export type Condition = (values: readonly Leaf[]) => boolean;

type Test = (value: Leaf) => boolean;

/** The conditions of `[…]` in an event pattern: any of them suffices ("Comparison operators for use in event patterns"). */
export function compileConditions(list: readonly JsonValue[]): Condition {
  if (list.length === 0) throw invalidEventPattern('Empty arrays are not allowed');
  const conditions = list.map(compileCondition);
  return (values) => conditions.some((condition) => condition(values));
}

function compileCondition(condition: JsonValue): Condition {
  if (isJsonObject(condition)) return compileOperator(condition);
  if (isLeaf(condition)) return anyOf((value) => value === condition);
  throw invalidEventPattern('Match value must be String, number, true, false, or null');
}

function compileOperator(expression: JsonObject): Condition {
  const [name = '', operand = null] = onlyEntry(expression);
  if (name === 'exists') return compileExists(operand);
  return anyOf(name === 'anything-but' ? compileAnythingBut(operand) : compileTest(name, operand));
}

function compileTest(name: string, operand: JsonValue): Test {
  switch (name) {
    case 'prefix':
      return withCase(name, operand, (value, text) => value.startsWith(text));
    case 'suffix':
      return withCase(name, operand, (value, text) => value.endsWith(text));
    case 'equals-ignore-case':
      return ignoringCase(name, operand, (value, text) => value === text);
    case 'wildcard':
      return onText(compileWildcard(requireText(name, operand)));
    case 'cidr':
      return onText(compileCidr(requireText(name, operand)));
    case 'numeric':
      return compileNumeric(operand);
    default:
      throw invalidEventPattern(`Unrecognized match type ${name}`);
  }
}

/** A field that is there with another value; numbers and texts as one or a list, texts also by an operator with one or a list. */
function compileAnythingBut(operand: JsonValue): Test {
  if (isJsonObject(operand)) {
    const [name = '', inner = null] = onlyEntry(operand);
    if (!['prefix', 'suffix', 'equals-ignore-case', 'wildcard'].includes(name)) {
      throw invalidEventPattern(`Unsupported anything-but pattern: ${name}`);
    }
    const tests = oneOrMore(inner).map((each) => compileTest(name, each));
    return (value) => !tests.some((test) => test(value));
  }
  const excluded = oneOrMore(operand);
  if (!excluded.every((each) => typeof each === 'string' || typeof each === 'number')) {
    throw invalidEventPattern(
      'Inside anything-but list, either all values are number or string, mixed type is not supported',
    );
  }
  return (value) => !excluded.some((each) => each === value);
}

/** Only leaves exist: a field that holds an object does not. */
function compileExists(operand: JsonValue): Condition {
  if (typeof operand !== 'boolean') throw invalidEventPattern('exists match pattern must be either true or false.');
  return (values) => values.length > 0 === operand;
}

function withCase(name: string, operand: JsonValue, compare: (value: string, text: string) => boolean): Test {
  if (isJsonObject(operand)) {
    const [inner = '', text = null] = onlyEntry(operand);
    if (inner !== 'equals-ignore-case') throw invalidEventPattern(`Unsupported ${name} pattern: ${inner}`);
    return ignoringCase(inner, text, compare);
  }
  const text = requireText(name, operand);
  return onText((value) => compare(value, text));
}

function ignoringCase(name: string, operand: JsonValue, compare: (value: string, text: string) => boolean): Test {
  const text = requireText(name, operand).toLowerCase();
  return onText((value) => compare(value.toLowerCase(), text));
}

function onText(test: (value: string) => boolean): Test {
  return (value) => typeof value === 'string' && test(value);
}

function anyOf(test: Test): Condition {
  return (values) => values.some(test);
}

function oneOrMore(operand: JsonValue): readonly JsonValue[] {
  const list = isList(operand) ? operand : [operand];
  if (list.length === 0) throw invalidEventPattern('Empty arrays are not allowed');
  return list;
}

function onlyEntry(expression: JsonObject): [string, JsonValue | undefined] {
  const [entry, ...others] = Object.entries(expression);
  if (entry === undefined || others.length > 0) throw invalidEventPattern('Only one key allowed in match expression');
  return entry;
}

function requireText(name: string, operand: JsonValue): string {
  if (typeof operand !== 'string') throw invalidEventPattern(`${name} match pattern must be a string`);
  return operand;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Whether a value of an event or a pattern is a leaf. */
export function isLeaf(value: JsonValue | undefined): value is Leaf {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
