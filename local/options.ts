import { parseArgs } from 'node:util';

/** How `npm start` runs; see the README. */
export type Options = {
  /** Port of the site and its API; 0 takes a free one. */
  readonly port: number;
  /** Port of the AWS APIs and the control API; 0 takes a free one. */
  readonly awsPort: number;
  /** Folder of all state. */
  readonly data: string;
  /** Simulated shoppers per second at the busiest hour; 0 is none. */
  readonly traffic: number;
  /** Virtual seconds per real second. */
  readonly speed: number;
  /** The clock stands still until it is advanced. */
  readonly simulated: boolean;
  /** Execution environments of all functions together. */
  readonly environments: number;
  /** Of what shoppers do; at random unless given. */
  readonly seed?: number;
  /** Forget all state first. */
  readonly reset: boolean;
};

/** A fault the user can mend: printed as one line, exit code 1. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

export const USAGE = `Usage: npm start [-- options]

  --port 3000        port of the shop, its API and the console
  --aws-port 4566    port of the AWS APIs and the control API
  --data .smallcart  folder of all state
  --traffic 2        simulated shoppers per second (--no-traffic: none)
  --speed 1          virtual seconds per real second, 1 to 600
  --simulated        the clock stands still until it is advanced
  --environments 6   functions in memory at once; more start cold less often
  --seed <number>    shoppers come and choose the same each time
  --reset            forget all state first
  --help             this text`;

/**
 * Ten virtual minutes a second. Functions take real time: beyond this the probe's round of the shop, a fraction of a real
 * second, takes longer than the minutes that wait for its report, and a healthy shop raises the alarm Application down.
 */
const FASTEST = 600;
const MOST_SEED = 2 ** 32 - 1;

const OPTIONS = {
  port: { type: 'string', default: '3000' },
  'aws-port': { type: 'string', default: '4566' },
  data: { type: 'string', default: '.smallcart' },
  traffic: { type: 'string', default: '2' },
  'no-traffic': { type: 'boolean', default: false },
  speed: { type: 'string' },
  simulated: { type: 'boolean', default: false },
  environments: { type: 'string', default: '6' },
  seed: { type: 'string' },
  reset: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function numberOption(name: string, text: string, least: number, most: number, whole: boolean): number {
  const value = Number(text);
  const valid = text.trim() !== '' && value >= least && value <= most && (!whole || Number.isInteger(value));
  if (valid) return value;
  throw new UserError(
    `--${name} takes a ${whole ? 'whole number' : 'number'} from ${least} to ${most}, not "${text}".`,
  );
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(/\.?\n|\. /, 1)[0] : String(error);
    throw new UserError(`${reason}. See npm start -- --help`);
  }
}

/**
 * Reads the command line.
 * @returns the options, or 'help' when they were asked for
 * @throws UserError that names the option and what it takes
 */
export function parseOptions(args: readonly string[]): Options | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  if (values.simulated && values.speed !== undefined) {
    throw new UserError(
      '--simulated and --speed exclude each other: a simulated clock only moves when it is advanced.',
    );
  }
  if (values.data.trim() === '') throw new UserError('--data takes the path of a folder.');
  const options = {
    port: numberOption('port', values.port, 0, 65_535, true),
    awsPort: numberOption('aws-port', values['aws-port'], 0, 65_535, true),
    data: values.data,
    traffic: values['no-traffic'] ? 0 : numberOption('traffic', values.traffic, 0, 100, false),
    speed: numberOption('speed', values.speed ?? '1', 1, FASTEST, false),
    simulated: values.simulated,
    environments: numberOption('environments', values.environments, 1, 64, true),
    ...(values.seed !== undefined && { seed: numberOption('seed', values.seed, 0, MOST_SEED, true) }),
    reset: values.reset,
  };
  if (options.port !== 0 && options.port === options.awsPort) {
    throw new UserError(`--port and --aws-port must differ, both are ${options.port}.`);
  }
  return options;
}
