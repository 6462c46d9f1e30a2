/** What `sst secret list` printed, by name; a stage's own come after the fallback, and stand for it. */
export function listedSecrets(lines: readonly string[]): ReadonlyMap<string, string> {
  const secrets = new Map<string, string>();
  let last: string | undefined;
  for (const line of lines) {
    const [, name, value = ''] = /^([A-Z]\w*)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) secrets.set(name, value);
    // A value may have several lines, as JSON has; a heading or an empty line ends it.
    else if (last !== undefined && !/^(#|$)/.test(line)) secrets.set(last, `${secrets.get(last)}\n${line}`);
    last = name ?? (/^(#|$)/.test(line) ? undefined : last);
  }
  return secrets;
}
