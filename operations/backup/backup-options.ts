import { PLACE_OPTIONS, PLACE_USAGE, readCommandLine, readPlace } from '../command-line.ts';
import { OperatorError } from '../operator-error.ts';
import type { Place } from '../place.ts';

/** What `npm run backup` is asked for. */
export type BackupOptions = { readonly place: Place; readonly file: string; readonly force: boolean };

export const USAGE = `Usage: npm run backup -- --file <file> [options]

Writes the whole table of a stage to a file, as it is at one moment, while the shop goes on.
The file holds personal data and password hashes: only you may read it, and it belongs into no repository.

  --file <file>      where to write it, such as ~/smallcart.backup.gz
  --force            even if there is such a file already
${PLACE_USAGE}`;

const OPTIONS = { ...PLACE_OPTIONS, file: { type: 'string' }, force: { type: 'boolean', default: false } } as const;

/**
 * Reads the command line.
 * @returns the options, or 'help' when they were asked for
 * @throws OperatorError that names the option and what it takes
 */
export function parseBackupOptions(args: readonly string[]): BackupOptions | 'help' {
  const values = readCommandLine('backup', args, OPTIONS);
  if (values.help) return 'help';
  const { file, force } = values;
  if (!file) throw new OperatorError('Say where the backup is to be written with --file <file>.');
  return { place: readPlace(values), file, force };
}
