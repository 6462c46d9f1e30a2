export type Variables = ReadonlyMap<string, { readonly text: string; readonly value: string }>;

/** Puts variables into a text as Grafana does: `$name`, `${name}`, `${name:text}`; an unknown one stays as it is. */
export function interpolate(text: string, variables: Variables): string {
  return text.replaceAll(/\$(\w+)|\$\{(\w+)(?::(\w+))?\}/g, (whole, short, long, format) => {
    const found = variables.get(short ?? long);
    if (found === undefined) return whole;
    return format === 'text' ? found.text : found.value;
  });
}
