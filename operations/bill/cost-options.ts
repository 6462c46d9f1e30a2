import { PLACE_OPTIONS, PLACE_USAGE, readCommandLine, readPlace } from '../command-line.ts';
import { OperatorError } from '../operator-error.ts';
import type { Place } from '../place.ts';

/** What `npm run cost` is asked for. */
export type CostOptions = {
  readonly place: Place;
  readonly json: boolean;
  /** Requests of the month; as the stage's settings expect unless given. */
  readonly requests?: number;
};

export const USAGE = `Usage: npm run cost -- [options]

The monthly bill of a stage by line, computed from its settings and definitions at list prices; nothing is asked of AWS.

  --requests 50000   requests of the month; as many as the settings expect unless given
  --json             as JSON
${PLACE_USAGE}`;

const OPTIONS = { ...PLACE_OPTIONS, json: { type: 'boolean', default: false }, requests: { type: 'string' } } as const;

const MOST_REQUESTS = 1_000_000_000_000;

function requestsOf(text: string): number {
  const requests = Number(text.replaceAll(/[,_]/g, ''));
  if (/^\d[\d,_]*$/.test(text) && requests <= MOST_REQUESTS) return requests;
  throw new OperatorError(`--requests takes a whole number from 0 to ${MOST_REQUESTS}, not "${text}".`);
}

/**
 * Reads the command line.
 * @returns the options, or 'help' when they were asked for
 * @throws OperatorError that names the option and what it takes
 */
export function parseCostOptions(args: readonly string[]): CostOptions | 'help' {
  const values = readCommandLine('cost', args, OPTIONS);
  if (values.help) return 'help';
  const { requests, json } = values;
  return { place: readPlace(values), json, ...(requests !== undefined && { requests: requestsOf(requests) }) };
}
