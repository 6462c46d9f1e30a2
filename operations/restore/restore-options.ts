import { PLACE_OPTIONS, PLACE_USAGE, readCommandLine, readPlace } from '../command-line.ts';
import { OperatorError } from '../operator-error.ts';
import type { Place } from '../place.ts';

/** What `npm run restore` is asked for. */
export type RestoreOptions = {
  readonly place: Place;
  readonly file: string;
  readonly replace: boolean;
  readonly yes: boolean;
};

export const USAGE = `Usage: npm run restore -- --file <file> [options]

Makes the table of a stage what a backup says, item by item. One that was broken off goes on when it is repeated.
Nobody should shop meanwhile: what is written then may be lost, or left over.

  --file <file>      a backup, as npm run backup wrote it
  --replace          even if the table holds something: all that the backup does not have is deleted
  --yes              without asking for the stage's name before something is deleted
${PLACE_USAGE}`;

const OPTIONS = {
  ...PLACE_OPTIONS,
  file: { type: 'string' },
  replace: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
} as const;

/**
 * Reads the command line.
 * @returns the options, or 'help' when they were asked for
 * @throws OperatorError that names the option and what it takes
 */
export function parseRestoreOptions(args: readonly string[]): RestoreOptions | 'help' {
  const values = readCommandLine('restore', args, OPTIONS);
  if (values.help) return 'help';
  const { file, replace, yes } = values;
  if (!file) throw new OperatorError('Name the backup with --file <file>.');
  return { place: readPlace(values), file, replace, yes };
}
