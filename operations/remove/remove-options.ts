import { PLACE_OPTIONS, readCommandLine, readPlace } from '../command-line.ts';
import { OperatorError } from '../operator-error.ts';

/** What `npm run remove` is asked for. */
export type RemoveOptions = { readonly stage: string; readonly yes: boolean };

export const USAGE = `Usage: npm run remove -- --stage <stage> [options]

Removes a stage from AWS with all that it has, its data included; production is protected.

  --stage <stage>    the stage
  --yes              without asking for the stage's name, as for a pipeline
  --help             this text`;

const OPTIONS = { ...PLACE_OPTIONS, yes: { type: 'boolean', default: false } } as const;

/**
 * Reads the command line.
 * @returns the options, or 'help' when they were asked for
 * @throws OperatorError that names the option and what it takes
 */
export function parseRemoveOptions(args: readonly string[]): RemoveOptions | 'help' {
  const values = readCommandLine('remove', args, OPTIONS);
  if (values.help) return 'help';
  if (values.stage === undefined) throw new OperatorError('Name the stage with --stage <stage>.');
  const place = readPlace(values);
  if (place.kind === 'aws') return { stage: place.stage, yes: values.yes };
  throw new OperatorError('The system that runs here is removed with its folder: stop it, and start it with --reset.');
}
