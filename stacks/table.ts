import { TABLE } from '../functions/lib/table.ts';
import { physicalName } from '../monitoring/physical-name.ts';
import type { Settings } from './settings.ts';

const keys = [TABLE, ...TABLE.indexes].flatMap((index) => [index.partitionKey, index.sortKey]);
const fields = Object.fromEntries(keys.map((key) => [key, 'string' as const]));
const indexes = TABLE.indexes.map(
  (index) => [index.name, { hashKey: index.partitionKey, rangeKey: index.sortKey }] as const,
);

/** The shop's table; SST adds on-demand billing and point-in-time recovery, which a test compares with TABLE. */
export function createTable(settings: Settings): sst.aws.Dynamo {
  return new sst.aws.Dynamo('Shop', {
    fields,
    primaryIndex: { hashKey: TABLE.partitionKey, rangeKey: TABLE.sortKey },
    globalIndexes: Object.fromEntries(indexes),
    stream: 'new-and-old-images',
    ttl: TABLE.timeToLiveAttribute,
    deletionProtection: settings.production,
    transform: { table: { name: physicalName($app.stage, 'shop') } },
  });
}
