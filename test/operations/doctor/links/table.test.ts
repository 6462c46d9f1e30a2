import { expect, test } from 'vitest';
import { type TableFacts, tableFindings } from '../../../../operations/doctor/links/table.ts';

const WELL: Required<TableFacts> = {
  table: {
    TableStatus: 'ACTIVE',
    DeletionProtectionEnabled: true,
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    GlobalSecondaryIndexes: [
      { IndexName: 'gsi1', IndexStatus: 'ACTIVE' },
      { IndexName: 'gsi2', IndexStatus: 'ACTIVE' },
    ],
    SSEDescription: { Status: 'ENABLED' },
  },
  timeToLive: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' },
  onAws: {
    backups: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 35 },
    },
  },
};
const PRODUCTION = { production: true, pointInTimeRecoveryDays: 35 };
const ELSEWHERE = { production: false, pointInTimeRecoveryDays: 0 };

const found = (facts: TableFacts, settings = PRODUCTION) =>
  tableFindings(facts, settings).map(({ verdict, seen }) => `${verdict}: ${seen}`);
const changed = (table: TableFacts['table']): TableFacts => ({ ...WELL, table: { ...WELL.table, ...table } });
const recovering = (PointInTimeRecoveryDescription: object): TableFacts => ({
  ...WELL,
  onAws: { backups: { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription } },
});

test('of a table that is as production wants it nothing is amiss', () => {
  expect(found(WELL)).toEqual([]);
});

test.each<[string, TableFacts, RegExp]>([
  ['that is being deleted', changed({ TableStatus: 'DELETING' }), /^wrong: The table is DELETING/],
  ['without its stream', changed({ StreamSpecification: { StreamEnabled: false } }), /^wrong: The stream has no/],
  [
    'without an index',
    changed({ GlobalSecondaryIndexes: [{ IndexName: 'gsi2', IndexStatus: 'ACTIVE' }] }),
    /gsi1 is not there/,
  ],
  ['that can be deleted', changed({ DeletionProtectionEnabled: false }), /^wrong: .*deletion protection is off/],
  ['that is not encrypted so', changed({ SSEDescription: undefined }), /^wrong: .*not encrypted/],
  ['whose items stay for ever', { ...WELL, timeToLive: undefined }, /^warning: Nothing expires/],
  ['without recovery', recovering({ PointInTimeRecoveryStatus: 'DISABLED' }), /^wrong: Point-in-time recovery is off/],
  [
    'with too short a recovery',
    recovering({ PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 7 }),
    /^wrong: .*goes back 7 days instead of 35/,
  ],
])('a table %s is named', (_, facts, seen) => {
  expect(found(facts)).toEqual([expect.stringMatching(seen)]);
});

test('an index that is still filled is worth a second look', () => {
  const GlobalSecondaryIndexes = [
    { IndexName: 'gsi1', IndexStatus: 'CREATING' as const },
    { IndexName: 'gsi2', IndexStatus: 'ACTIVE' as const },
  ];
  expect(found(changed({ GlobalSecondaryIndexes }))).toEqual([expect.stringMatching(/^warning: Index gsi1/)]);
});

test('a stage to try things in needs no protection, and pays for no recovery', () => {
  const unprotected = changed({ DeletionProtectionEnabled: false });
  expect(found(unprotected, ELSEWHERE)).toEqual([expect.stringMatching(/^warning: Point-in-time recovery is on/)]);
});

test('what the table on this machine has not is said to be elsewhere', () => {
  const { onAws: _, ...here } = WELL;
  expect(found(here, ELSEWHERE)).toEqual([expect.stringMatching(/^not-here: Encryption at rest/)]);
});
