import { createHash } from 'node:crypto';
import type { JsonObject } from '../aws/json.ts';
import { readMembers } from '../aws/members.ts';
import { invalidParameterValue } from './sqs-errors.ts';

/** A message attribute on the wire; binary values are base64. */
export type MessageAttribute = {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
};

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

const mostAttributes = 10;

/** Reads `MessageAttributes`; InvalidParameterValue for names, types or values that SQS refuses. */
export function readMessageAttributes(input: JsonObject | undefined): MessageAttributes {
  const names = Object.keys(input ?? {});
  if (names.length > mostAttributes) {
    throw invalidParameterValue(
      `Number of message attributes [${names.length}] exceeds the allowed maximum [${mostAttributes}].`,
    );
  }
  return Object.fromEntries(
    names.map((name) => [checkName(name), readAttribute(name, readMembers(input ?? {}).object(name) ?? {})]),
  );
}

function checkName(name: string): string {
  const acceptable = /^(?!\.)(?!.*\.\.)[\w.-]{1,256}(?<!\.)$/.test(name) && !/^(aws|amazon)\./i.test(name);
  if (!acceptable) throw invalidParameterValue(`The message attribute name '${name}' is invalid.`);
  return name;
}

function readAttribute(name: string, attribute: JsonObject): MessageAttribute {
  const members = readMembers(attribute);
  const DataType = members.string('DataType') ?? '';
  if (!/^(String|Number|Binary)(\..+)?$/.test(DataType) || DataType.length > 256) {
    throw invalidParameterValue(
      `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
    );
  }
  const value = DataType.startsWith('Binary') ? members.string('BinaryValue') : members.string('StringValue');
  if (value === undefined || value === '')
    throw invalidParameterValue(
      `Message (user) attribute '${name}' must contain a non-empty value of type '${DataType}'.`,
    );
  if (DataType.startsWith('Number') && (value.trim() === '' || !Number.isFinite(Number(value)))) {
    throw invalidParameterValue(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  }
  return DataType.startsWith('Binary') ? { DataType, BinaryValue: value } : { DataType, StringValue: value };
}

/** Bytes that attributes add to a message's size: names, types and values. */
export function attributesSize(attributes: MessageAttributes): number {
  return Object.entries(attributes).reduce(
    (sum, [name, attribute]) =>
      sum + Buffer.byteLength(name) + Buffer.byteLength(attribute.DataType) + valueBytes(attribute).byteLength,
    0,
  );
}

/** SQS developer guide, "Calculating the MD5 message digest for message attributes"; `undefined` without attributes. */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  for (const name of names) {
    const attribute = attributes[name];
    if (!attribute) continue;
    hash.update(withLength(Buffer.from(name))).update(withLength(Buffer.from(attribute.DataType)));
    hash
      .update(Buffer.from([attribute.DataType.startsWith('Binary') ? 2 : 1]))
      .update(withLength(valueBytes(attribute)));
  }
  return hash.digest('hex');
}

const valueBytes = ({ StringValue, BinaryValue }: MessageAttribute): Buffer =>
  BinaryValue === undefined ? Buffer.from(StringValue ?? '') : Buffer.from(BinaryValue, 'base64');

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.byteLength);
  return Buffer.concat([length, bytes]);
}
