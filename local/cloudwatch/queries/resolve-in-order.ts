/**
 * Resolves an id after everything it refers to. Chains of references may be long, so the way back is kept in a list and
 * not on the call stack. `circle` makes the error for an id that refers to itself, by the way from it to it.
 */
export function resolveInOrder<T>(
  id: string,
  references: ReadonlyMap<string, readonly string[]>,
  resolved: Map<string, T>,
  resolve: (id: string) => T,
  circle: (path: readonly string[]) => Error = (path) => new TypeError(`a checked plan has a circle ${path}`),
): void {
  const path = resolved.has(id) ? [] : [id];
  for (let current = path.at(-1); current !== undefined; current = path.at(-1)) {
    const next = references.get(current)?.find((reference) => !resolved.has(reference));
    if (next === undefined) {
      resolved.set(current, resolve(current));
      path.pop();
      continue;
    }
    if (path.includes(next)) throw circle([...path.slice(path.indexOf(next)), next]);
    path.push(next);
  }
}
