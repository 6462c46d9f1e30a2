import type { JsonValue } from '../aws/json.ts';

/** How a setting is asked for in a form; what it takes decides. */
export type SettingInput =
  | { readonly kind: 'number'; readonly minimum: number; readonly maximum: number; readonly whole?: boolean }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'choices'; readonly of: readonly string[] }
  | { readonly kind: 'texts' }
  | { readonly kind: 'duration' };

/** One setting of a fault: what it takes, as it goes on after "must be", and its reading, undefined when the value is not that. */
export type Setting<Value> = {
  readonly takes: string;
  readonly input: SettingInput;
  readonly read: (value: JsonValue) => Value | undefined;
};
