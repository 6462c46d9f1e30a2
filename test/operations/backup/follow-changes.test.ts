import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallStreams } from '../../../operations/backup/call-streams.ts';
import { followChanges } from '../../../operations/backup/follow-changes.ts';
import { openTable } from '../../../operations/backup/table-access.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';

let embedded: EmbeddedTable;
beforeAll(async () => {
  embedded = await startEmbeddedTable('smallcart-local-shop');
});
afterAll(() => embedded?.stop());

const record = (name: string, value: string | undefined, at: number) => ({
  dynamodb: {
    Keys: { pk: { S: name }, sk: { S: 'item' } },
    ...(value === undefined ? {} : { NewImage: { pk: { S: name }, sk: { S: 'item' }, value: { S: value } } }),
    ApproximateCreationDateTime: at,
  },
});

/** A stream of one shard that ends, and is gone on with by another, as where a partition is split. */
function splitting(first: readonly object[], second: readonly object[]): CallStreams {
  let split = false;
  return async (operation, input) => {
    const { ShardId, ShardIteratorType, ShardIterator } = {
      ShardId: '',
      ShardIteratorType: '',
      ShardIterator: '',
      ...input,
    };
    if (operation === 'DescribeStream') {
      const Shards = [{ ShardId: 'parent' }, ...(split ? [{ ShardId: 'child' }] : [])];
      return { StreamDescription: { Shards } };
    }
    if (operation === 'GetShardIterator') return { ShardIterator: `${ShardId} ${ShardIteratorType}` };
    if (ShardIterator === 'parent LATEST') {
      split = true;
      return { Records: first, NextShardIterator: null };
    }
    return ShardIterator === 'child TRIM_HORIZON'
      ? { Records: second, NextShardIterator: 'child read' }
      : { Records: [], NextShardIterator: ShardIterator };
  };
}

async function changesOf(call: CallStreams, settle: number, scanned: () => void = () => undefined) {
  const awsPort = Number(new URL(embedded.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '').port);
  const follower = await followChanges(openTable({ kind: 'local', stage: 'local', awsPort }), call, settle);
  // What it reads at first is read.
  await new Promise((resolve) => setImmediate(resolve));
  scanned();
  const changes = [...(await follower.caughtUp())];
  return Object.fromEntries(changes.map(([key, item]) => [key.slice(2, key.indexOf(',') - 1), item?.value?.S]));
}

test('a shard that ends is gone on with by the one after it, and the last change counts', async () => {
  const call = splitting([record('a', '1', 1), record('b', '1', 1)], [record('a', '2', 2), record('b', undefined, 2)]);
  expect(await changesOf(call, 0)).toEqual({ a: '2', b: undefined });
});

test('where shards are read one after the other, what happened after the end of the scan does not count', async () => {
  const later = Math.floor(Date.now() / 1000) + 3_600;
  let caughtUp = false;
  const call = splitting([record('a', '1', 1)], []);
  const late: CallStreams = async (operation, input) => {
    const answer = await call(operation, input);
    if (operation !== 'GetRecords' || !caughtUp) return answer;
    return { ...answer, Records: [record('a', 'later', later)] };
  };
  const scanned = () => {
    caughtUp = true;
  };
  expect(await changesOf(late, 1, scanned)).toEqual({ a: '1' });
});
