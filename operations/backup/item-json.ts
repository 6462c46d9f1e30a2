import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item of the table, its values as DynamoDB tells them: numbers are text, so that none is rounded. */
export type Item = Readonly<Record<string, AttributeValue>>;

/** Thrown for what is no item in DynamoDB's JSON. */
export class NoItemError extends Error {}

type Json = unknown;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** `Object.fromEntries` also makes an attribute that is called `__proto__` an attribute. */
function mapped<From, To>(values: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

function valueToJson(value: AttributeValue): Json {
  if (value.B !== undefined) return { B: base64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(base64) };
  if (value.L !== undefined) return { L: value.L.map(valueToJson) };
  if (value.M !== undefined) return { M: mapped(value.M, valueToJson) };
  return value;
}

const isText = (value: Json): value is string => typeof value === 'string';

function bytesOf(value: Json): Uint8Array {
  // Buffer leaves out what is no base64: what it makes of the text must be the text again.
  const bytes = Buffer.from(isText(value) ? value : '', 'base64');
  if (isText(value) && base64(bytes) === value) return new Uint8Array(bytes);
  throw new NoItemError('A binary value is not base64.');
}

function listOf<Member>(value: Json, read: (member: Json) => Member): Member[] {
  if (Array.isArray(value)) return value.map(read);
  throw new NoItemError('A list or set is not an array.');
}

function textOf(value: Json): string {
  if (isText(value)) return value;
  throw new NoItemError('A text or number is not a string.');
}

function membersOf(value: Json): Readonly<Record<string, Json>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new NoItemError('A value is not an object.');
}

function jsonToValue(json: Json): AttributeValue {
  const entries = Object.entries(membersOf(json));
  const [[type, value] = ['', undefined]] = entries;
  if (entries.length !== 1) throw new NoItemError('A value does not have one type.');
  switch (type) {
    case 'S':
      return { S: textOf(value) };
    case 'N':
      return { N: textOf(value) };
    case 'B':
      return { B: bytesOf(value) };
    case 'SS':
      return { SS: listOf(value, textOf) };
    case 'NS':
      return { NS: listOf(value, textOf) };
    case 'BS':
      return { BS: listOf(value, bytesOf) };
    case 'L':
      return { L: listOf(value, jsonToValue) };
    case 'M':
      return { M: jsonToItem(value) };
    case 'BOOL':
      return { BOOL: value === true };
    case 'NULL':
      return { NULL: true };
    default:
      throw new NoItemError('A value has a type that DynamoDB does not know.');
  }
}

/** The item in DynamoDB's JSON, as its HTTP API has it: binary values are base64. */
export function itemToJson(item: Item): Readonly<Record<string, Json>> {
  return mapped(item, valueToJson);
}

/**
 * The item that a member in DynamoDB's JSON is.
 * @throws NoItemError
 */
export function jsonToItem(json: Json): Record<string, AttributeValue> {
  return mapped(membersOf(json), jsonToValue);
}
