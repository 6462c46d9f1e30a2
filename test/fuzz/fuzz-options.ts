import { parseArgs } from 'node:util';

/** How much is sent, and the seed that makes the same requests again. */
export type FuzzOptions = { readonly requests: number; readonly seed: number };

const MOST_REQUESTS = 1_000_000;
export const FUZZ_USAGE = 'npm run fuzz -- [--requests 100000] [--seed <number>]';

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`--${name} takes a whole number from ${least} to ${most}, not "${text}". ${FUZZ_USAGE}`);
}

/** Reads the command line; `seed` is used unless it says otherwise. RangeError that names the option and what it takes. */
export function fuzzOptions(args: readonly string[], seed: number): FuzzOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { requests: { type: 'string' }, seed: { type: 'string' } },
  });
  return {
    requests: wholeNumber('requests', values.requests ?? '100000', 1, MOST_REQUESTS),
    seed: wholeNumber('seed', values.seed ?? String(seed), 0, 0x7fffffff),
  };
}
