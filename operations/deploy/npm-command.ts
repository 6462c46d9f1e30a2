/** The words of an npm command, for the npm that runs this one, if one does. */
export function npmCommand(...args: readonly string[]): readonly [string, ...string[]] {
  const npm = process.env.npm_execpath;
  return npm === undefined ? ['npm', ...args] : [process.execPath, npm, ...args];
}

/** What an npm above says of its own project and script, and how a release would be built otherwise than anywhere else. */
const OF_ANOTHER = /^(npm_(package|lifecycle)_|npm_command$|npm_config_local_prefix$|INIT_CWD$|NODE_ENV$)/i;
/** Whoever holds these may change the stage: nothing for the scripts of a release's dependencies and tests. */
const OF_THE_OPERATOR = /^(AWS_|ACTIONS_ID_TOKEN_|SST_SECRET_|(GITHUB|GH|NPM|NODE_AUTH)_TOKEN$)/i;

/** What npm is run with in a checkout, beside the rest of the operator's environment: these it must not see. */
export function npmEnvironment(): Readonly<Record<string, undefined>> {
  const withheld = Object.keys(process.env).filter((name) => OF_ANOTHER.test(name) || OF_THE_OPERATOR.test(name));
  return Object.fromEntries(withheld.map((name) => [name, undefined]));
}
