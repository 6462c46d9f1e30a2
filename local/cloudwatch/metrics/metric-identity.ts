/** A dimension set by name. */
export type DimensionSet = Readonly<Record<string, string>>;

/** What makes a metric itself: namespace, name and the exact dimension set (User Guide "Metrics concepts"). */
export type MetricIdentity = { readonly namespace: string; readonly name: string; readonly dimensions: DimensionSet };

/** A text that two identities share exactly when they name the same metric; the order of dimensions does not count. */
export function identityKey(namespace: string, name: string, dimensions: DimensionSet): string {
  const names = Object.keys(dimensions);
  if (names.length > 1) names.sort();
  let key = `${namespace}\0${name}`;
  for (const dimension of names) key += `\0${dimension}\0${dimensions[dimension]}`;
  return key;
}
