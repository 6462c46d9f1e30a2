import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import { isProduction } from '../../settings/read-stage-settings.ts';
import type { AwsAccess } from '../aws-access.ts';
import { openTable, type TableAccess } from '../backup/table-access.ts';
import { heldBy } from '../deploy/held-by.ts';
import { tableLock } from '../deploy/table-lock.ts';
import { isTableMissing } from '../deploy/table-missing.ts';
import { runSst, type SstPlace } from '../deploy/targets/sst/run-sst.ts';
import { explainAwsError } from '../explain-aws-error.ts';
import { OperatorError } from '../operator-error.ts';
import type { Place } from '../place.ts';
import { stageTable } from '../stage-table.ts';
import type { RemoveOptions } from './remove-options.ts';

/** With what a stage is removed. */
export type Removal = {
  readonly sst: SstPlace['program'];
  readonly access: AwsAccess;
  /** The operator's own checkout. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Has the operator confirm it; rejects when they do not. */
  readonly confirm: () => Promise<void>;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
};

function refuseProduction(stage: string): void {
  if (!isProduction(stage)) return;
  throw new OperatorError(
    `Stage ${stage} is production and protected. To give it up all the same: npm run backup, say production: false for it in settings/stages.ts, deploy that, and repeat this.`,
  );
}

/** How many items the table has, as DynamoDB counted them some hours ago; undefined when there is no table. */
async function itemCount(place: Place, { client, name }: TableAccess): Promise<number | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    return Table?.ItemCount ?? 0;
  } catch (error) {
    if (isTableMissing(error)) return undefined;
    throw explainAwsError(error, place, 'dynamodb:DescribeTable');
  }
}

async function refuseWhileDeployed(place: Place, access: AwsAccess): Promise<void> {
  const lock = tableLock({ database: stageTable(access, place.stage), stage: place.stage, now: Date.now });
  const holder = await lock.holder().catch((error: unknown) => {
    throw explainAwsError(error, place, 'dynamodb:GetItem');
  });
  if (holder !== undefined) throw new OperatorError(heldBy(place.stage, holder));
}

/**
 * Removes a stage from AWS by SST, once what goes has been told and confirmed.
 * @returns what came of it, in a sentence
 * @throws OperatorError for production, while it is being deployed, and when SST fails
 */
export async function removeStage({ stage }: Pick<RemoveOptions, 'stage'>, removal: Removal): Promise<string> {
  refuseProduction(stage);
  const place: Place = { kind: 'aws', stage };
  const opened = openTable(place, removal.access);
  const items = await itemCount(place, opened);
  await refuseWhileDeployed(place, removal.access);
  const table = items === undefined ? 'it has no table' : `its table (items: about ${items})`;
  removal.say(
    `All of stage ${stage} goes: ${FUNCTION_IDS.length} functions, ${table}, logs, queues, site, alarms, dashboards.`,
  );
  if (items) removal.say(`What is in the table is gone for good; npm run backup -- --stage ${stage} keeps it.`);
  await removal.confirm();
  const { sst: program, folder, environment, signal, say } = removal;
  // The region of the profile, if nothing else says one: SST would take us-east-1.
  const told = { ...environment, AWS_REGION: await opened.client.config.region() };
  await runSst({ stage, program, environment: told }, folder, ['remove'], { progress: say, signal });
  return `Stage ${stage} is removed.`;
}
