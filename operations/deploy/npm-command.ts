/** The words of an npm command, for the npm that runs this one, if one does. */
export function npmCommand(...args: readonly string[]): readonly [string, ...string[]] {
  const npm = process.env.npm_execpath;
  return npm === undefined ? ['npm', ...args] : [process.execPath, npm, ...args];
}

/**
 * What npm is run with in a checkout: without what an npm above it says of its own project and script, and without a
 * NODE_ENV, so that a release is built in the same way wherever it is deployed from.
 */
export function npmEnvironment(): Readonly<Record<string, string | undefined>> {
  const ofTheOther = Object.keys(process.env).filter((name) =>
    /^(npm_(package|lifecycle)_|npm_command$|npm_config_local_prefix$|INIT_CWD$)/i.test(name),
  );
  return { ...Object.fromEntries(ofTheOther.map((name) => [name, undefined])), NODE_ENV: undefined };
}
