import { isJsonObject, type JsonObject, parseJsonObject } from '../aws/json.ts';
import type { Delivery } from './topic-tables.ts';

/** A notification's message attributes as subscribers get them: `{Type, Value}` by name. */
export function receivedAttributes(delivery: Delivery): JsonObject {
  return Object.fromEntries(
    Object.entries(parseJsonObject(delivery.attributes) ?? {}).map(([name, attribute]) => {
      const { DataType, StringValue, BinaryValue } = isJsonObject(attribute) ? attribute : {};
      return [name, { Type: DataType, Value: StringValue ?? BinaryValue }];
    }),
  );
}
