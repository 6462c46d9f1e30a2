import { PLACE_OPTIONS, PLACE_USAGE, readCommandLine, readPlace } from './command-line.ts';
import type { Place } from './place.ts';

export const USAGE = `Usage: npm run seed -- [options]

Writes the sample catalogue, unless the shop has ever had it.

${PLACE_USAGE}`;

/**
 * Reads the command line of `npm run seed`.
 * @returns the options, or 'help' when they were asked for
 * @throws OperatorError that names the option and what it takes
 */
export function parseSeedOptions(args: readonly string[]): { readonly place: Place } | 'help' {
  const values = readCommandLine('seed', args, PLACE_OPTIONS);
  return values.help ? 'help' : { place: readPlace(values) };
}
