import { setTimeout as pause } from 'node:timers/promises';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { OperatorError } from '../operator-error.ts';
import type { CallStreams } from './call-streams.ts';
import { type Item, jsonToItem } from './item-json.ts';
import { keyText, type TableAccess } from './table-access.ts';

/** How an item ended up after the changes that were seen: undefined when it was deleted. */
export type Changes = ReadonlyMap<string, Item | undefined>;

/** Follows what happens to a table. */
export type Follower = {
  /** The changes since it began to follow, up to a moment after this is called; no later one is among them. */
  caughtUp(): Promise<Changes>;
  /** Gives up. */
  stop(): void;
};

const Described = z.object({
  StreamDescription: z.object({
    Shards: z.array(z.object({ ShardId: z.string() })),
    LastEvaluatedShardId: z.optional(z.string()),
  }),
});
const Iterator = z.object({ ShardIterator: z.string() });
const Records = z.object({
  Records: z.array(
    z.object({
      dynamodb: z.object({
        Keys: z.unknown(),
        NewImage: z.optional(z.unknown()),
        ApproximateCreationDateTime: z.number(),
      }),
    }),
  ),
  NextShardIterator: z.optional(z.nullable(z.string())),
});
type Page = z.infer<typeof Records>;

/** The most that GetRecords gives at once. */
const PAGE = 1_000;
/** How long to wait before a stream is looked at again that had nothing new, in milliseconds. */
const PAUSE = 250;

type Stream = { readonly call: CallStreams; readonly arn: string };

async function shardsOf({ call, arn }: Stream): Promise<readonly string[]> {
  const ids: string[] = [];
  let from: string | undefined;
  do {
    const input = { StreamArn: arn, ...(from === undefined ? {} : { ExclusiveStartShardId: from }) };
    const { StreamDescription } = z.parse(Described, await call('DescribeStream', input));
    ids.push(...StreamDescription.Shards.map(({ ShardId }) => ShardId));
    from = StreamDescription.LastEvaluatedShardId;
  } while (from !== undefined);
  return ids;
}

async function iteratorOf({ call, arn }: Stream, ShardId: string, ShardIteratorType: string): Promise<string> {
  const input = { StreamArn: arn, ShardId, ShardIteratorType };
  return z.parse(Iterator, await call('GetShardIterator', input)).ShardIterator;
}

async function streamArn({ client, name, attempt }: TableAccess): Promise<string> {
  const { Table } = await attempt('dynamodb:DescribeTable', () =>
    client.send(new DescribeTableCommand({ TableName: name })),
  );
  if (Table?.LatestStreamArn !== undefined) return Table.LatestStreamArn;
  throw new OperatorError('The table has no stream. Deploy the version that you have here.');
}

/** What is left to read of a shard, and whether all that there was a moment ago has been read. */
type Place = { readonly iterator: string; readonly atEnd: boolean };

/**
 * Begins to follow a table by its stream, which is in order for each item.
 * @param settle how long a change may take to be in the stream, in milliseconds
 */
export async function followChanges(table: TableAccess, call: CallStreams, settle: number): Promise<Follower> {
  const { attempt } = table;
  const stream: Stream = { arn: await streamArn(table), call };
  const places = new Map<string, Place>();
  const known = new Set<string>();
  const changes = new Map<string, Item | undefined>();
  const stopped = new AbortController();
  /** Epoch seconds of the last change that counts, and of the newest that was seen. */
  let until = Number.POSITIVE_INFINITY;
  let newest = 0;

  const follow = async (shards: readonly string[], from: 'LATEST' | 'TRIM_HORIZON'): Promise<void> => {
    for (const shard of shards.filter((id) => !known.has(id))) {
      places.set(shard, { iterator: await iteratorOf(stream, shard, from), atEnd: false });
      known.add(shard);
    }
  };

  const take = ({ Records: records }: Page): void => {
    for (const { dynamodb } of records.filter((record) => record.dynamodb.ApproximateCreationDateTime <= until)) {
      const { Keys, NewImage, ApproximateCreationDateTime: at } = dynamodb;
      newest = Math.max(newest, at);
      changes.set(keyText(jsonToItem(Keys)), NewImage === undefined ? undefined : jsonToItem(NewImage));
    }
  };

  const readShard = async (shard: string, { iterator }: Place): Promise<void> => {
    const page = z.parse(Records, await call('GetRecords', { ShardIterator: iterator, Limit: PAGE }));
    take(page);
    if (page.NextShardIterator) {
      places.set(shard, { iterator: page.NextShardIterator, atEnd: page.Records.length < PAGE });
      return;
    }
    // A shard that has ended is gone on with by its children, which are read from their beginning, after it.
    places.delete(shard);
    await follow(await shardsOf(stream), 'TRIM_HORIZON');
  };

  /** Reads a page of each shard; true when nothing was left. */
  const readOn = (): Promise<boolean> =>
    attempt('dynamodb:GetRecords', async () => {
      for (const [shard, place] of [...places]) await readShard(shard, place);
      return [...places.values()].every(({ atEnd }) => atEnd);
    });

  /** An iterator lives a quarter of an hour: shards are read while the table is scanned, too. */
  const keepUp = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const done = await readOn();
      if (done) await pause(PAUSE, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };

  await attempt('dynamodb:DescribeStream', async () => follow(await shardsOf(stream), 'LATEST'));
  const keeping = keepUp();
  // Told where it is awaited.
  keeping.catch(() => undefined);
  return {
    caughtUp: async () => {
      stopped.abort();
      await keeping;
      if (settle > 0) {
        // Shards are not read at one moment: what all of them have told is what is old enough. This clock may be slow.
        until = Math.max(newest, Date.now() / 1000);
        await pause(settle);
      }
      while (!(await readOn()));
      return changes;
    },
    stop: () => stopped.abort(),
  };
}
