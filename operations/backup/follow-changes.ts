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
    Shards: z.array(z.object({ ShardId: z.string(), ParentShardId: z.optional(z.string()) })),
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
type Shard = z.infer<typeof Described>['StreamDescription']['Shards'][number];

/** The most that GetRecords gives at once. */
const PAGE = 1_000;
/** "GetRecords": a page may be empty although there are records after it, so that one alone is not the end. */
const EMPTY_PAGES = 3;
/** How long to wait before a stream is looked at again that had nothing new, in milliseconds. */
const PAUSE = 250;

type Stream = { readonly call: CallStreams; readonly arn: string };

async function shardsOf({ call, arn }: Stream): Promise<readonly Shard[]> {
  const shards: Shard[] = [];
  let from: string | undefined;
  do {
    const input = { StreamArn: arn, ...(from === undefined ? {} : { ExclusiveStartShardId: from }) };
    const { StreamDescription } = z.parse(Described, await call('DescribeStream', input));
    shards.push(...StreamDescription.Shards);
    from = StreamDescription.LastEvaluatedShardId;
  } while (from !== undefined);
  return shards;
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

/** What is left to read of a shard, and what has been seen of its end. */
type Place = {
  readonly iterator: string;
  /** The shard that it goes on with: that one is read first. */
  readonly parent: string | undefined;
  /** How many pages in a row were empty. */
  readonly empty: number;
  /** Whether there was a change that does not count any more, as there are only such after it. */
  readonly passed: boolean;
};

/** How what many shards tell is cut off at one moment. */
export type Settling = {
  /** How long a change may take to be in the stream, in milliseconds. */
  readonly pause: number;
  /** The clock by which changes are dated, epoch milliseconds, to the second: this machine's may be another. */
  readonly clock: () => Promise<number>;
};

const isAtEnd = ({ empty, passed }: Place): boolean => passed || empty >= EMPTY_PAGES;

/**
 * Begins to follow a table by its stream, which is in order for each item.
 * @param settling undefined where a change is in the stream at once, and that has one shard
 */
export async function followChanges(table: TableAccess, call: CallStreams, settling?: Settling): Promise<Follower> {
  const { attempt } = table;
  const stream: Stream = { arn: await streamArn(table), call };
  const places = new Map<string, Place>();
  const known = new Set<string>();
  const changes = new Map<string, Item | undefined>();
  const stopped = new AbortController();
  /** Epoch seconds of the last change that counts, and of the newest that was seen. */
  let until = Number.POSITIVE_INFINITY;
  let newest = 0;

  const follow = async (shards: readonly Shard[], from: 'LATEST' | 'TRIM_HORIZON'): Promise<void> => {
    for (const { ShardId: id, ParentShardId: parent } of shards.filter(({ ShardId }) => !known.has(ShardId))) {
      places.set(id, { iterator: await iteratorOf(stream, id, from), parent, empty: 0, passed: false });
      known.add(id);
    }
  };

  const take = ({ Records: records }: Page): void => {
    for (const { dynamodb } of records.filter((record) => record.dynamodb.ApproximateCreationDateTime <= until)) {
      const { Keys, NewImage, ApproximateCreationDateTime: at } = dynamodb;
      newest = Math.max(newest, at);
      changes.set(keyText(jsonToItem(Keys)), NewImage === undefined ? undefined : jsonToItem(NewImage));
    }
  };

  /** True when the shard has ended. */
  const readShard = async (shard: string, place: Place): Promise<boolean> => {
    const page = z.parse(Records, await call('GetRecords', { ShardIterator: place.iterator, Limit: PAGE }));
    take(page);
    if (!page.NextShardIterator) return places.delete(shard);
    const empty = page.Records.length === 0 ? place.empty + 1 : 0;
    const passed = place.passed || page.Records.some(({ dynamodb }) => dynamodb.ApproximateCreationDateTime > until);
    places.set(shard, { ...place, iterator: page.NextShardIterator, empty, passed });
    return false;
  };

  const isWaiting = ({ parent }: Place): boolean => parent !== undefined && places.has(parent);

  /** Reads a page of each shard; true when nothing was left. */
  const readOn = (): Promise<boolean> =>
    attempt('dynamodb:GetRecords', async () => {
      let ended = false;
      for (const [shard, place] of [...places])
        if (!isWaiting(place) && !place.passed) ended = (await readShard(shard, place)) || ended;
      // A shard that has ended is gone on with by its children, which are read from their beginning, after it.
      if (ended) await follow(await shardsOf(stream), 'TRIM_HORIZON');
      return [...places.values()].every((place) => isWaiting(place) || isAtEnd(place));
    });

  /** An iterator lives a quarter of an hour: shards are read while the table is scanned, too. */
  const keepUp = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const done = await readOn();
      if (done) await pause(PAUSE, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };

  /** Shards are not read at one moment: what all of them have told is what happened by now, once it is old enough. */
  const settle = async (by: Settling): Promise<void> => {
    until = Math.max(newest, Math.floor((await by.clock()) / 1_000) + 0.999);
    await pause(by.pause);
  };

  await attempt('dynamodb:DescribeStream', async () => follow(await shardsOf(stream), 'LATEST'));
  const keeping = keepUp();
  // Told where it is awaited.
  keeping.catch(() => undefined);
  return {
    caughtUp: async () => {
      stopped.abort();
      await keeping;
      if (settling !== undefined) await settle(settling);
      for (const [shard, place] of places) places.set(shard, { ...place, empty: 0 });
      while (!(await readOn()));
      return changes;
    },
    stop: () => stopped.abort(),
  };
}
