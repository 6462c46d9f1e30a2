import { TABLE } from '../functions/lib/table.ts';
import { physicalName } from '../monitoring/physical-name.ts';
import { httpsOnly } from './https-only.ts';
import type { Settings } from './settings.ts';

const keys = [TABLE, ...TABLE.indexes].flatMap((index) => [index.partitionKey, index.sortKey]);
const fields = Object.fromEntries(keys.map((key) => [key, 'string' as const]));
const indexes = TABLE.indexes.map(
  (index) => [index.name, { hashKey: index.partitionKey, rangeKey: index.sortKey }] as const,
);

function recovery({ pointInTimeRecoveryDays: days }: Settings): aws.dynamodb.TableArgs['pointInTimeRecovery'] {
  return days > 0 ? { enabled: true, recoveryPeriodInDays: days } : { enabled: false };
}

function requireHttps(table: sst.aws.Dynamo): void {
  const statement = httpsOnly('dynamodb:*', [table.arn, $interpolate`${table.arn}/index/*`]);
  new aws.dynamodb.ResourcePolicy('ShopPolicy', {
    resourceArn: table.arn,
    policy: $jsonStringify({ Version: '2012-10-17', Statement: [statement] }),
  });
}

/**
 * The shop's table; SST adds on-demand billing, which a test compares with TABLE. It is encrypted with the key that AWS
 * manages for DynamoDB in the account: each use of it is in CloudTrail, and roles need no permission for it.
 */
export function createTable(settings: Settings): sst.aws.Dynamo {
  const table = new sst.aws.Dynamo('Shop', {
    fields,
    primaryIndex: { hashKey: TABLE.partitionKey, rangeKey: TABLE.sortKey },
    globalIndexes: Object.fromEntries(indexes),
    stream: 'new-and-old-images',
    ttl: TABLE.timeToLiveAttribute,
    deletionProtection: settings.production,
    transform: {
      table: {
        name: physicalName($app.stage, 'shop'),
        pointInTimeRecovery: recovery(settings),
        serverSideEncryption: { enabled: true },
      },
    },
  });
  requireHttps(table);
  return table;
}
