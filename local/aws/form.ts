import { serializationError } from './aws-error.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';

type Node = Map<string, Node | string>;

/**
 * Reads an awsQuery form into the JSON shape of its input: `A.member.1` and `A.entry.1` become lists and maps,
 * every scalar stays a string.
 */
export function parseForm(body: string): JsonObject {
  const root: Node = new Map();
  for (const [path, value] of new URLSearchParams(body)) insert(root, path, value);
  const input = toJson(root);
  return isJsonObject(input) ? input : {};
}

function insert(root: Node, path: string, value: string): void {
  const parts = path.split('.');
  const last = parts.pop();
  if (last === undefined || parts.length > 16)
    throw serializationError(`The form member '${path}' is nested too deeply.`);
  let node = root;
  for (const part of parts) {
    const next = node.get(part) ?? new Map();
    if (typeof next === 'string')
      throw serializationError(`The form member '${path}' is both a value and a structure.`);
    node.set(part, next);
    node = next;
  }
  if (node.get(last) instanceof Map)
    throw serializationError(`The form member '${path}' is both a value and a structure.`);
  node.set(last, value);
}

function toJson(node: Node | string): JsonValue {
  if (typeof node === 'string') return node;
  const [only] = node.size === 1 ? node.keys() : [];
  const child = only === undefined ? undefined : node.get(only);
  if (only === 'member' && child instanceof Map) return toList(child);
  if (only === 'entry' && child instanceof Map) return toMap(child);
  if (node.size > 0 && [...node.keys()].every((key) => /^[1-9]\d*$/.test(key))) return toList(node);
  return Object.fromEntries([...node].map(([key, value]) => [key, toJson(value)]));
}

function toList(node: Node): readonly JsonValue[] {
  return [...node].sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => toJson(value));
}

/** Map entries name their members `key`/`value` or `Name`/`Value`, depending on the shape. */
function toMap(node: Node): JsonObject {
  const entries = toList(node).filter(isJsonObject);
  return Object.fromEntries(
    entries.map((entry) => [String(entry.key ?? entry.Name ?? ''), entry.value ?? entry.Value]),
  );
}
