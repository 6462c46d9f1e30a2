/**
 * What `sst secret list` printed, by name; a stage's own come after the fallback, and stand for it. A value of several
 * lines is known by its first alone.
 */
export function listedSecrets(lines: readonly string[]): ReadonlyMap<string, string> {
  const pairs = lines.map((line) => /^([A-Z]\w*)=(.*)$/.exec(line)).filter((match) => match !== null);
  return new Map(pairs.map(([, name = '', value = '']) => [name, value]));
}
