import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

/** What `npm run silence` is asked for. */
export type SilenceOptions = {
  readonly days: number;
  /** Shops that share the days, side by side. */
  readonly lanes: number;
  readonly traffic: number;
  /** Of what shoppers do; at random unless given. */
  readonly seed?: number;
  /** Folder of the shop's state. */
  readonly data: string;
  readonly json: boolean;
};

export const USAGE = `Usage: npm run silence [-- options]

Lets ordinary days pass in a running shop, by day and by night, and says which alarms were raised: none should be.
Ctrl-C gives the result so far; run again with the same days and lanes, it goes on where it stopped.

  --days 30      virtual days, or a part of one such as 0.5
  --lanes 2      shops side by side, each with its share of the days: one for each processor; 1 gives all of them to one
  --traffic 2    simulated shoppers, as npm start takes them
  --seed <n>     shoppers who come and choose the same each time
  --data <dir>   folder of its state; one among the temporary files unless given
  --json         as JSON
  --help         this text`;

function numberOf(name: string, text: string, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value <= most) return value;
  throw new UsageError(`--${name} takes a number above 0, up to ${most}, not "${text}".`);
}

const MOST_LANES = 16;

function lanesOf(text: string): number {
  const lanes = Number(text);
  if (Number.isInteger(lanes) && lanes >= 1 && lanes <= MOST_LANES) return lanes;
  throw new UsageError(`--lanes takes a whole number from 1 to ${MOST_LANES}, not "${text}".`);
}

const MOST_SEED = 2 ** 32 - 1;

function seedOf(text: string): number {
  const seed = Number(text);
  if (text.trim() !== '' && Number.isInteger(seed) && seed >= 0 && seed <= MOST_SEED) return seed;
  throw new UsageError(`--seed takes a whole number from 0 to ${MOST_SEED}, not "${text}".`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      options: {
        days: { type: 'string', default: '30' },
        lanes: { type: 'string', default: '2' },
        traffic: { type: 'string', default: '2' },
        seed: { type: 'string' },
        data: { type: 'string', default: join(tmpdir(), 'smallcart-silence') },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(/\.?\n|\. /, 1)[0] : String(error);
    throw new UsageError(`${reason}. See npm run silence -- --help`);
  }
}

/**
 * Reads the command line.
 * @returns the options, or 'help' when they were asked for
 * @throws UsageError that names the option and what it takes
 */
export function silenceOptions(args: readonly string[]): SilenceOptions | 'help' {
  const { days, lanes, traffic, seed, data, json, help } = parse(args);
  if (help) return 'help';
  return {
    ...{ days: numberOf('days', days, 366), lanes: lanesOf(lanes) },
    ...{ traffic: numberOf('traffic', traffic, 100), data, json },
    ...(seed !== undefined && { seed: seedOf(seed) }),
  };
}
