import type { JsonValue } from '../aws/json.ts';

/** One setting of a fault: what it takes, as it goes on after "must be", and its reading, undefined when the value is not that. */
export type Setting<Value> = {
  readonly takes: string;
  readonly read: (value: JsonValue) => Value | undefined;
};
