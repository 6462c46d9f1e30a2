import { serializationError } from '../aws-error.ts';

/** An awsQuery form as a tree: the parts between the dots of its parameter names lead to its values. */
export type FormNode = ReadonlyMap<string, FormNode | string>;

type Growing = Map<string, Growing | string>;

const MAX_DEPTH = 16;

/** Reads form parameters into a tree; SerializationException when a name is both a value and a structure or nests too deeply. */
export function parseFormTree(parameters: Iterable<readonly [string, string]>): FormNode {
  const root: Growing = new Map();
  for (const [path, value] of parameters) insert(root, path, value);
  return root;
}

function insert(root: Growing, path: string, value: string): void {
  const parts = path.split('.');
  const last = parts.pop();
  if (last === undefined || parts.length > MAX_DEPTH)
    throw serializationError(`The form member '${path}' is nested too deeply.`);
  let node = root;
  for (const part of parts) {
    const next = node.get(part) ?? new Map();
    if (typeof next === 'string') throw bothValueAndStructure(path);
    node.set(part, next);
    node = next;
  }
  if (node.get(last) instanceof Map) throw bothValueAndStructure(path);
  node.set(last, value);
}

const bothValueAndStructure = (path: string) =>
  serializationError(`The form member '${path}' is both a value and a structure.`);
