import { PLACE_OPTIONS, PLACE_USAGE, readCommandLine, readPlace } from '../command-line.ts';
import type { Place } from '../place.ts';

/** What `npm run doctor` is asked for. */
export type DoctorOptions = { readonly place: Place; readonly json: boolean };

export const USAGE = `Usage: npm run doctor -- [options]

Looks at every link of the chain from the shop to its alarms, and says what is wrong and what to do.
Changes nothing. Exit code 1 when something is wrong.

${PLACE_USAGE.replace(/\n {2}--help.*$/, '')}
  --json             the findings as JSON
  --help             this text`;

/**
 * Reads the command line.
 * @returns the options, or 'help' when they were asked for
 * @throws OperatorError that names the option and what it takes
 */
export function parseDoctorOptions(args: readonly string[]): DoctorOptions | 'help' {
  const values = readCommandLine('doctor', args, { ...PLACE_OPTIONS, json: { type: 'boolean', default: false } });
  return values.help ? 'help' : { place: readPlace(values), json: values.json };
}
