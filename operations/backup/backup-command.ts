import { awsAccess } from '../aws-access.ts';
import { countProgress } from '../count-progress.ts';
import { liveVersion } from '../live-version.ts';
import { OperatorError } from '../operator-error.ts';
import type { Place } from '../place.ts';
import { restoreMark } from '../restore/restore-mark.ts';
import { stageTime } from '../stage-time.ts';
import type { BackupOptions } from './backup-options.ts';
import { streamsCaller, streamsClock } from './call-streams.ts';
import { followChanges, type Settling } from './follow-changes.ts';
import { makeBackup } from './make-backup.ts';
import { openTable, type TableAccess } from './table-access.ts';

/** On AWS a change is in the stream within a second or two; the embedded DynamoDB's is there at once. */
const PAUSE_ON_AWS = 5_000;

function streamsEndpoint(place: Place): string | undefined {
  return awsAccess(place).endpoint ?? process.env.AWS_ENDPOINT_URL_DYNAMODB_STREAMS ?? process.env.AWS_ENDPOINT_URL;
}

function settlingOf(place: Place, { client }: TableAccess): Settling | undefined {
  if (place.kind === 'local') return undefined;
  return { pause: PAUSE_ON_AWS, clock: streamsClock(client, streamsEndpoint(place)) };
}

/** Does what `npm run backup` was asked for, and says in a sentence what came of it. */
export async function backUp({ place, file, force }: BackupOptions): Promise<string> {
  const table = openTable(place);
  if ((await restoreMark(table).unfinished()) !== undefined)
    throw new OperatorError(
      `Stage ${place.stage} is being restored, or that was broken off. Wait until npm run restore has ended, or repeat it.`,
    );
  const [version, now] = await Promise.all([liveVersion(place), stageTime(place)]);
  const call = streamsCaller(table.client, streamsEndpoint(place));
  const shown = countProgress();
  const follow = () => followChanges(table, call, settlingOf(place, table));
  const header = { stage: place.stage, version, time: new Date(now).toISOString() };
  const progress = (items: number) => shown.show(`${items} items`);
  try {
    const { items } = await makeBackup({ table, header, follow, progress }, file, force);
    return `${items} items of stage ${place.stage} are in ${file}, which only you may read: there is personal data in it.`;
  } finally {
    shown.end();
  }
}
