import { isJsonObject, type JsonObject, type JsonValue } from '../../aws/json.ts';

/** What may be wrong with an entity, as `X-Amzn-Failure-Message` names it (API reference "PutMetricData"). */
export type EntityFault =
  | 'InvalidEntity'
  | 'InvalidKeyAttributes'
  | 'InvalidAttributes'
  | 'InvalidTypeValue'
  | 'EntitySizeTooLarge'
  | 'MissingRequiredFields';

/** What identifies an entity of a type (User Guide "How to add related information to custom telemetry sent to CloudWatch"). */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  'AWS::Resource': ['ResourceType', 'Identifier'],
  Resource: ['ResourceType', 'Identifier'],
  'AWS::Service': ['Name'],
  Service: ['Name', 'Environment'],
  RemoteService: ['Name'],
};
const KEYS = ['Type', 'ResourceType', 'Identifier', 'Name', 'Environment'];
const MAX_VALUE = 2048;

/** What is wrong with an Entity (API reference); undefined when nothing is, or there is none: metric data without entity is taken. */
export function entityFault(entity: JsonValue | undefined): EntityFault | undefined {
  if (entity === undefined || entity === null) return undefined;
  if (!isJsonObject(entity)) return 'InvalidEntity';
  const { KeyAttributes: keys, Attributes: attributes } = entity;
  if (!isJsonObject(keys) || !isTextMap(keys, { least: 2, most: 4, longestKey: 32 })) return 'InvalidKeyAttributes';
  if (Object.keys(keys).some((key) => !KEYS.includes(key))) return 'InvalidKeyAttributes';
  if (attributes !== undefined && !isTextMap(attributes, { least: 0, most: 10, longestKey: 256 })) {
    return 'InvalidAttributes';
  }
  return typeFault(keys);
}

function typeFault(keys: JsonObject): EntityFault | undefined {
  if (keys.Type === undefined) return 'MissingRequiredFields';
  const type = String(keys.Type);
  const required = Object.hasOwn(REQUIRED, type) ? REQUIRED[type] : undefined;
  if (required === undefined) return 'InvalidTypeValue';
  return required.every((key) => keys[key] !== undefined) ? undefined : 'MissingRequiredFields';
}

type Limits = { readonly least: number; readonly most: number; readonly longestKey: number };

function isTextMap(value: JsonValue, { least, most, longestKey }: Limits): boolean {
  if (!isJsonObject(value)) return false;
  const entries = Object.entries(value);
  return entries.length >= least && entries.length <= most && entries.every((entry) => isTextEntry(entry, longestKey));
}

function isTextEntry([key, value]: [string, JsonValue | undefined], longestKey: number): boolean {
  return isWithin(key, longestKey) && typeof value === 'string' && isWithin(value, MAX_VALUE);
}

function isWithin(text: string, longest: number): boolean {
  return text.length > 0 && text.length <= longest;
}
