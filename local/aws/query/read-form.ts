import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { FormNode } from './form-tree.ts';

/**
 * Reads an awsQuery form into the JSON shape of its input without a model: `A.member.1` and `A.entry.1` become lists and
 * maps, every scalar stays a string.
 */
export function readForm(form: FormNode): JsonObject {
  const input = toJson(form);
  return isJsonObject(input) ? input : {};
}

function toJson(node: FormNode | string): JsonValue {
  if (typeof node === 'string') return node;
  const [only] = node.size === 1 ? node.keys() : [];
  const child = only === undefined ? undefined : node.get(only);
  if (only === 'member' && child instanceof Map) return toList(child);
  if (only === 'entry' && child instanceof Map) return toMap(child);
  if (node.size > 0 && [...node.keys()].every((key) => /^[1-9]\d*$/.test(key))) return toList(node);
  return Object.fromEntries([...node].map(([key, value]) => [key, toJson(value)]));
}

function toList(node: FormNode): readonly JsonValue[] {
  return [...node].sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => toJson(value));
}

/** Map entries name their members `key`/`value` or `Name`/`Value`, depending on the shape. */
function toMap(node: FormNode): JsonObject {
  const entries = toList(node).filter(isJsonObject);
  return Object.fromEntries(
    entries.map((entry) => [String(entry.key ?? entry.Name ?? ''), entry.value ?? entry.Value]),
  );
}
