import type { AwsAccess } from '../aws-access.ts';
import { openTable } from '../backup/table-access.ts';
import { isTableMissing } from '../deploy/table-missing.ts';
import type { Place } from '../place.ts';
import { restoreMark } from './restore-mark.ts';

/** What to do about a table that is half restored. */
export const RESTORE_AGAIN = 'Repeat npm run restore with the same backup, or restore another with --replace.';

/** Whether the restoring of a stage's table was broken off, or goes on; rejects with an OperatorError. */
export async function isHalfRestored(place: Place, access?: AwsAccess): Promise<boolean> {
  try {
    return (await restoreMark(openTable(place, access)).unfinished()) !== undefined;
  } catch (error) {
    if (isTableMissing(error)) return false;
    throw error;
  }
}
