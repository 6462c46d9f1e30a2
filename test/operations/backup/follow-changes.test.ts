import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallStreams } from '../../../operations/backup/call-streams.ts';
import { followChanges, type Settling } from '../../../operations/backup/follow-changes.ts';
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

type Page = { readonly records: readonly object[]; readonly ends?: true };
type Shard = { readonly parent?: string; readonly pages: readonly Page[] };

/** A stream of such shards, which gives a page at a time and then empty ones; `from`: from when on it has a shard. */
function streamOf(shards: Readonly<Record<string, Shard>>, isThere: (shard: string) => boolean = () => true) {
  const read: string[] = [];
  const describe = ([ShardId, { parent }]: [string, Shard]) => ({
    ...{ ShardId, ...(parent === undefined ? {} : { ParentShardId: parent }) },
  });
  const call: CallStreams = async (operation, input) => {
    const { ShardId, ShardIteratorType, ShardIterator } = {
      ...{ ShardId: '', ShardIteratorType: '', ShardIterator: '' },
      ...input,
    };
    if (operation === 'DescribeStream') {
      const found = Object.entries(shards).filter(([id]) => isThere(id));
      return { StreamDescription: { Shards: found.map(describe) } };
    }
    if (operation === 'GetShardIterator') return { ShardIterator: `${ShardId} 0 ${ShardIteratorType}` };
    const [id = '', page = '0', type = ''] = ShardIterator.split(' ');
    read.push(`${id} ${type}`);
    const { records, ends } = shards[id]?.pages[Number(page)] ?? { records: [] };
    return { Records: records, NextShardIterator: ends ? null : `${id} ${Number(page) + 1} ${type}` };
  };
  return { call, read };
}

const EMPTY: Page = { records: [] };

async function changesOf(call: CallStreams, settling?: Settling) {
  const awsPort = Number(new URL(embedded.environment.AWS_ENDPOINT_URL_DYNAMODB ?? '').port);
  const follower = await followChanges(openTable({ kind: 'local', stage: 'local', awsPort }), call, settling);
  const changes = [...(await follower.caughtUp())];
  return Object.fromEntries(changes.map(([key, item]) => [key.slice(2, key.indexOf(',') - 1), item?.value?.S]));
}

test('a shard that ends is gone on with by the one after it, and the last change counts', async () => {
  const first = { records: [record('a', '1', 1), record('b', '1', 1)], ends: true } as const;
  const second = { records: [record('a', '2', 2), record('b', undefined, 2)] };
  const { call, read } = streamOf(
    { parent: { pages: [first] }, child: { parent: 'parent', pages: [second] } },
    (shard) => shard === 'parent' || read.length > 0,
  );
  expect(await changesOf(call)).toEqual({ a: '2', b: undefined });
  expect(read).toContain('child TRIM_HORIZON');
});

test('a shard is not read before the one that it goes on with, even if that takes longer than another', async () => {
  const ended = { records: [], ends: true } as const;
  const { call } = streamOf(
    {
      short: { pages: [ended] },
      long: { pages: [EMPTY, { records: [record('a', '1', 1)] }, { records: [record('a', '2', 2)], ends: true }] },
      next: { parent: 'long', pages: [{ records: [record('a', '3', 3)] }] },
    },
    (() => {
      let asked = 0;
      return (shard) => shard !== 'next' || ++asked > 1;
    })(),
  );
  expect(await changesOf(call)).toEqual({ a: '3' });
});

test('a page that is empty, or short for its weight, is not the end', async () => {
  const { call } = streamOf({
    only: { pages: [{ records: [record('a', '1', 1)] }, EMPTY, EMPTY, { records: [record('a', '2', 2)] }] },
  });
  expect(await changesOf(call)).toEqual({ a: '2' });
});

test('what many shards tell is cut off at one moment of the clock that dates it, whatever this machine’s is', async () => {
  let isScanned = false;
  const { call } = streamOf({
    early: { pages: [{ records: [record('a', '1', 50)] }, EMPTY, { records: [record('a', 'later', 101)] }] },
    late: { pages: [{ records: [record('b', '1', 99), record('b', '2', 100), record('b', 'later', 101)] }] },
    next: { parent: 'late', pages: [{ records: [record('b', 'much later', 102)] }] },
  });
  const told: CallStreams = async (operation, input) => {
    if (operation !== 'GetRecords' || isScanned) return call(operation, input);
    return { Records: [], NextShardIterator: 'ShardIterator' in input ? input.ShardIterator : '' };
  };
  const clock = async () => {
    isScanned = true;
    return 100_000;
  };
  expect(await changesOf(told, { pause: 0, clock })).toEqual({ a: '1', b: '2' });
});
