/** The factory's value, made at the first call and kept: what needs the environment is not made while modules load. */
export function once<T>(create: () => T): () => T {
  let value: { readonly made: T } | undefined;
  return () => {
    value ??= { made: create() };
    return value.made;
  };
}
