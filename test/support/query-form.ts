/** An operation's input as an awsQuery form, whatever it holds; numbers under names of times are written as times. */
export function toQueryForm(input: Readonly<Record<string, unknown>>): string {
  return new URLSearchParams(Object.entries(input).flatMap(([name, value]) => parameters(name, value))).toString();
}

function parameters(path: string, value: unknown): [string, string][] {
  if (Array.isArray(value)) {
    const items = value.flatMap((item, index) => parameters(`${path}.member.${index + 1}`, item));
    return items.length === 0 ? [[path, '']] : items;
  }
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, member]) => parameters(`${path}.${name}`, member));
  return [[path, toText(path, value)]];
}

function toText(path: string, value: unknown): string {
  const isTime = typeof value === 'number' && /(Time|Timestamp|Date)$/.test(path) && Math.abs(value) < 8e12;
  return isTime ? new Date(value * 1000).toISOString() : String(value);
}
