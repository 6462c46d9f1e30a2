import { awsAccess } from '../aws-access.ts';
import { openTable, type TableAccess } from '../backup/table-access.ts';
import { confirmStage } from '../confirm.ts';
import { countProgress } from '../count-progress.ts';
import { explainAwsError } from '../explain-aws-error.ts';
import { OperatorError } from '../operator-error.ts';
import { stageTable } from '../stage-table.ts';
import { stageTime } from '../stage-time.ts';
import { handOverOrders } from './hand-over-orders.ts';
import { holdJobs, letJobsGo } from './hold-jobs.ts';
import { type BackupContent, readBackup } from './read-backup.ts';
import { takeRestoreLock } from './restore-lock.ts';
import { type RestoreMark, restoreMark } from './restore-mark.ts';
import type { RestoreOptions } from './restore-options.ts';
import { restoreTable } from './restore-table.ts';
import { shopContent } from './table-content.ts';

/** The jobs' leases are prolonged so often, in milliseconds of real time. */
const PROLONG = 20_000;

/** Lets a table be overwritten that is empty, half restored from this backup, or that the operator gives up. */
async function mayOverwrite(options: RestoreOptions, table: TableAccess, mark: RestoreMark, backup: BackupContent) {
  if ((await mark.unfinished()) === backup.sha256) return;
  const content = await shopContent(table);
  if (content.size === 0) return;
  const told = [...content].map(([kind, count]) => `${count} ${kind}`).join(', ');
  const { stage } = options.place;
  if (!options.replace)
    throw new OperatorError(`The table of stage ${stage} is not empty: ${told}. Add --replace to have it replaced.`);
  if (options.yes) return;
  const sentence = `All that the backup, of stage ${backup.stage} at ${backup.time}, does not have is deleted from stage ${stage}, which holds ${told}.`;
  await confirmStage(stage, sentence, '--yes');
}

/** Runs what must not be run more often than that, however often it is asked for; by a clock that goes on while the machine sleeps. */
function everySoOften(milliseconds: number, work: () => Promise<void>): () => Promise<void> {
  let last = Number.NEGATIVE_INFINITY;
  return async () => {
    if (Math.abs(Date.now() - last) < milliseconds) return;
    last = Date.now();
    await work();
  };
}

async function write({ place, file }: RestoreOptions, table: TableAccess, mark: RestoreMark, content: BackupContent) {
  const database = stageTable(awsAccess(place), place.stage);
  const half = `Stage ${place.stage} is half restored now: repeat the command.`;
  const tellHalf = (): void => void process.stderr.write(`smallcart: ${half}\n`);
  const lock = await takeRestoreLock(database, place.stage, content.sha256);
  const shown = countProgress();
  const progress = (items: number) => shown.show(`${items} of ${content.items} items`);
  const hold = everySoOften(PROLONG, () => holdJobs(database, () => stageTime(place)));
  const before = async (): Promise<void> => {
    await lock.check();
    await hold();
  };
  // Also when it is interrupted.
  process.once('exit', tellHalf);
  try {
    await mark.begin(content.sha256);
    await restoreTable({ table, file, content, before, progress });
    await lock.check();
    await letJobsGo(database);
    await handOverOrders(place, content.toShip);
    await lock.check();
    await mark.end(await stageTime(place));
  } catch (error) {
    throw new OperatorError(`${explainAwsError(error, place, 'dynamodb:PutItem').message}\n${half}`, { cause: error });
  } finally {
    process.off('exit', tellHalf);
    shown.end();
    await lock.giveBack();
  }
}

/** Does what `npm run restore` was asked for, and says in a sentence what came of it. */
export async function restore(options: RestoreOptions): Promise<string> {
  const { place, file } = options;
  const content = await readBackup(file);
  const table = openTable(place);
  const mark = restoreMark(table);
  await mayOverwrite(options, table, mark, content);
  try {
    await write(options, table, mark, content);
  } catch (error) {
    throw explainAwsError(error, place, 'dynamodb:PutItem');
  }
  const { items, time, stage, toShip } = content;
  const orders = toShip.length === 1 ? '1 order is' : `${toShip.length} orders are`;
  return `${items} items of stage ${stage} at ${time} are restored; ${orders} paid and handed over to be shipped.`;
}
