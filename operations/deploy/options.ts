import { PLACE_OPTIONS, PLACE_USAGE, readCommandLine, readPlace } from '../command-line.ts';
import { OperatorError } from '../operator-error.ts';
import type { Place } from '../place.ts';

/** What `npm run deploy` is asked for. */
export type DeployOptions = {
  readonly place: Place;
  /** What names the commit to deploy; undefined for the one that is checked out. */
  readonly revision?: string;
  readonly dryRun: boolean;
  readonly prebuilt: boolean;
  readonly verbose: boolean;
};

export const USAGE = `Usage: npm run deploy -- [options]

Installs, tests and builds a commit in a folder of its own, deploys it, verifies that it works,
and brings back what served before if it does not.

${PLACE_USAGE.replace(/\n {2}--help.*$/, '')}
  --commit <commit>  that commit, such as an earlier one; otherwise the one that is checked out
  --dry-run          show what would be added, changed and removed, and the month's bill; change nothing
  --prebuilt         this folder is installed, tested and built already, as by earlier steps of a pipeline
  --verbose          show all that the commands print
  --help             this text`;

const OPTIONS = {
  ...PLACE_OPTIONS,
  commit: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  prebuilt: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
} as const;

/**
 * Reads the command line.
 * @returns the options, or 'help' when they were asked for
 * @throws OperatorError that names the option and what it takes
 */
export function parseDeployOptions(args: readonly string[]): DeployOptions | 'help' {
  const values = readCommandLine('deploy', args, OPTIONS);
  if (values.help) return 'help';
  const { commit, 'dry-run': dryRun, prebuilt, verbose } = values;
  if (commit?.trim() === '')
    throw new OperatorError('--commit names none: say which, such as --commit HEAD~1, or leave it away.');
  if (prebuilt && commit !== undefined)
    throw new OperatorError('--prebuilt is of the commit that is checked out and --commit of another: leave one away.');
  return { place: readPlace(values), ...(commit === undefined ? {} : { revision: commit }), dryRun, prebuilt, verbose };
}
