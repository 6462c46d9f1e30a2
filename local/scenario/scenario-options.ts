import { parseArgs } from 'node:util';

/** How `npm run scenario` runs. */
export type ScenarioOptions = {
  /** Files and folders; those of monitoring/scenarios when none are named. */
  readonly paths: readonly string[];
  readonly alarms: string | undefined;
  readonly filter: string | undefined;
  readonly json: boolean;
  readonly junit: string | undefined;
  readonly coverage: boolean;
};

/** A command line that cannot be understood; the message says why. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
}

const OPTIONS = {
  alarms: { type: 'string' },
  filter: { type: 'string' },
  json: { type: 'boolean', default: false },
  junit: { type: 'string' },
  coverage: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the command line.
 * @returns the options, or 'help' when it was asked for
 * @throws OptionsError that says what is wrong
 */
export function parseScenarioOptions(args: readonly string[]): ScenarioOptions | 'help' {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  const { alarms, filter, json, junit, coverage } = values;
  for (const [name, value] of Object.entries({ alarms, filter, junit })) {
    if (value?.trim() === '') throw new OptionsError(`--${name} takes a text that is not empty.`);
  }
  if (alarms !== undefined && positionals.length === 0) {
    throw new OptionsError('--alarms needs scenarios on those alarms: name their files or folders.');
  }
  return { paths: positionals, alarms, filter, json, junit, coverage };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(/\.?\n|\. /, 1)[0] : String(error);
    throw new OptionsError(`${reason}. See npm run scenario -- --help`);
  }
}
