import { PLACE_OPTIONS, PLACE_USAGE, readCommandLine, readPlace } from '../command-line.ts';
import type { Place } from '../place.ts';

/** What `npm run cost` is asked for. */
export type CostOptions = { readonly place: Place; readonly json: boolean };

export const USAGE = `Usage: npm run cost -- [options]

The monthly bill of a stage by line, computed from its settings and definitions at list prices; nothing is asked of AWS.

  --json             as JSON
${PLACE_USAGE}`;

const OPTIONS = { ...PLACE_OPTIONS, json: { type: 'boolean', default: false } } as const;

/**
 * Reads the command line.
 * @returns the options, or 'help' when they were asked for
 * @throws OperatorError that names the option and what it takes
 */
export function parseCostOptions(args: readonly string[]): CostOptions | 'help' {
  const values = readCommandLine('cost', args, OPTIONS);
  return values.help ? 'help' : { place: readPlace(values), json: values.json };
}
