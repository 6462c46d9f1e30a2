import {
  type ContinuousBackupsDescription,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type TableDescription,
  type TimeToLiveDescription,
} from '@aws-sdk/client-dynamodb';
import { TABLE } from '../../../functions/lib/table.ts';
import { physicalName } from '../../../monitoring/physical-name.ts';
import type { StageSettings } from '../../../settings/stage-settings.ts';
import type { Examination } from '../examination.ts';
import { type Finding, notHere, orOk, warning, wrong } from '../finding.ts';
import type { Link } from '../link.ts';

/** A table as DynamoDB has it; on this machine nothing is encrypted at rest, and backups are none. */
export type TableFacts = {
  readonly table: TableDescription;
  readonly timeToLive: TimeToLiveDescription | undefined;
  readonly onAws?: { readonly backups: ContinuousBackupsDescription | undefined };
};

type Protection = Pick<StageSettings, 'production' | 'pointInTimeRecoveryDays'>;

const AGAIN = 'Deploy the stage again.';

function indexFindings({ GlobalSecondaryIndexes = [] }: TableDescription): readonly Finding[] {
  return TABLE.indexes.flatMap(({ name }) => {
    const status = GlobalSecondaryIndexes.find(({ IndexName }) => IndexName === name)?.IndexStatus;
    if (status === 'ACTIVE' || status === 'UPDATING') return [];
    if (status === 'CREATING') return [warning(`Index ${name} is still being filled.`, 'Ask again in some minutes.')];
    return [wrong(`Index ${name} is ${status ?? 'not there'}.`, AGAIN)];
  });
}

function streamFindings({ StreamSpecification }: TableDescription): readonly Finding[] {
  if (StreamSpecification?.StreamEnabled && StreamSpecification.StreamViewType === TABLE.streamViewType) return [];
  return [wrong(`The stream has no ${TABLE.streamViewType}: no order is shipped and no revenue counted.`, AGAIN)];
}

function expiryFindings(timeToLive: TimeToLiveDescription | undefined): readonly Finding[] {
  const { TimeToLiveStatus: status = 'DISABLED', AttributeName: attribute } = timeToLive ?? {};
  if (status.startsWith('ENABL') && attribute === TABLE.timeToLiveAttribute) return [];
  return [warning('Nothing expires: sessions and carts stay for ever.', AGAIN)];
}

function recoveryFindings(
  { PointInTimeRecoveryDescription: recovery }: ContinuousBackupsDescription,
  days: number,
): readonly Finding[] {
  const on = recovery?.PointInTimeRecoveryStatus === 'ENABLED';
  if (days === 0)
    return on
      ? [warning('Point-in-time recovery is on, which the settings do not ask for and has its price.', AGAIN)]
      : [];
  if (!on) return [wrong('Point-in-time recovery is off: what is lost from the table is lost.', AGAIN)];
  const kept = recovery.RecoveryPeriodInDays ?? days;
  return kept >= days ? [] : [wrong(`Point-in-time recovery goes back ${kept} days instead of ${days}.`, AGAIN)];
}

function protectionFindings({ table, onAws }: TableFacts, settings: Protection): readonly Finding[] {
  const unprotected =
    settings.production && !table.DeletionProtectionEnabled
      ? [wrong('The table of a production stage can be deleted: its deletion protection is off.', AGAIN)]
      : [];
  if (onAws === undefined)
    return [
      ...unprotected,
      notHere('Encryption at rest and point-in-time recovery are AWS’s: the table here is a file.'),
    ];
  const encrypted = table.SSEDescription?.Status === 'ENABLED';
  return [
    ...unprotected,
    ...(encrypted ? [] : [wrong('The table is not encrypted with the key that AWS manages for the account.', AGAIN)]),
    ...recoveryFindings(onAws.backups ?? { ContinuousBackupsStatus: 'DISABLED' }, settings.pointInTimeRecoveryDays),
  ];
}

/** What is wrong with the table, as the settings want it. */
export function tableFindings(facts: TableFacts, settings: Protection): readonly Finding[] {
  const { table, timeToLive } = facts;
  const status = table.TableStatus;
  return [
    ...(status === 'ACTIVE' || status === 'UPDATING'
      ? []
      : [wrong(`The table is ${status}.`, 'Ask again in a minute.')]),
    ...indexFindings(table),
    ...streamFindings(table),
    ...expiryFindings(timeToLive),
    ...protectionFindings(facts, settings),
  ];
}

async function read({ ask, place, stage }: Examination): Promise<TableFacts> {
  const input = { TableName: physicalName(stage, 'shop') };
  const [described, expiry] = await Promise.all([
    ask('dynamodb:DescribeTable', ({ dynamodb }) => dynamodb.send(new DescribeTableCommand(input))),
    ask('dynamodb:DescribeTimeToLive', ({ dynamodb }) => dynamodb.send(new DescribeTimeToLiveCommand(input))),
  ]);
  const facts = { table: described.Table ?? {}, timeToLive: expiry.TimeToLiveDescription };
  if (place.kind === 'local') return facts;
  const { ContinuousBackupsDescription: backups } = await ask('dynamodb:DescribeContinuousBackups', ({ dynamodb }) =>
    dynamodb.send(new DescribeContinuousBackupsCommand(input)),
  );
  return { ...facts, onAws: { backups } };
}

/** The shop's table: whether it is what the code and the stage's settings want. */
export const table: Link = {
  name: 'table',
  examine: async (examination) => {
    const facts = await read(examination);
    const { TableName = '', GlobalSecondaryIndexes = [] } = facts.table;
    const seen = `${TableName} is active, with its stream and ${GlobalSecondaryIndexes.length} indexes.`;
    return orOk(tableFindings(facts, examination.settings), seen);
  },
};
