import { openTable } from '../../backup/table-access.ts';
import { RESTORE_AGAIN } from '../../restore/half-restored.ts';
import { restoreMark } from '../../restore/restore-mark.ts';
import { type Finding, ok, warning, wrong } from '../finding.ts';
import type { Link } from '../link.ts';
import { readLease } from '../read-lease.ts';

/** What is known of the newest restoring of the stage's table. */
export type RestoreFacts = {
  /** Since when one runs, epoch milliseconds of real time. */
  readonly runningSince: number | undefined;
  /** Whether the table is half restored. */
  readonly half: boolean;
  /** When the newest ended well, epoch milliseconds of the stage's clock. */
  readonly endedAt: number | undefined;
};

const second = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');

/** What is wrong with the restoring of a backup. */
export function restoreFindings({ runningSince, half, endedAt }: RestoreFacts): readonly Finding[] {
  if (runningSince !== undefined)
    return [
      warning(
        `A backup is restored into the table since ${second(runningSince)}.`,
        'Wait until that has ended; if it died, repeat npm run restore in a minute.',
      ),
    ];
  if (half) return [wrong('The table is half restored: that was broken off.', RESTORE_AGAIN)];
  return [
    ok(
      endedAt === undefined
        ? 'No backup is being restored.'
        : `A backup was restored to its end at ${second(endedAt)}.`,
    ),
  ];
}

/** Whether all is there of a backup that was restored. */
export const restore: Link = {
  name: 'restore',
  examine: async ({ place, stage, askTable }) => {
    const mark = restoreMark(openTable(place));
    // The lease first: one that ends well between the two is not taken for one that was broken off.
    const lease = await readLease(askTable, stage);
    const [unfinished, endedAt] = await Promise.all([mark.unfinished(), mark.endedAt()]);
    const runningSince = lease?.kind === 'restore' ? lease.since : undefined;
    return restoreFindings({ runningSince, half: unfinished !== undefined, endedAt });
  },
};
