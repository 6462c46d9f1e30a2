import { Agent } from 'node:http';
import { isJsonObject, type JsonObject } from '../aws/json.ts';
import { callTarget } from '../dynamodb/call-dynamodb.ts';

/** A change of the table as DynamoDB Streams gives it. */
export type StreamRecord = { eventID: string; eventName: string; dynamodb: JsonObject & { SequenceNumber: string } };

/** Reads the one shard of a table's stream, from anywhere in it. */
export interface StreamClient {
  /** ARN of the stream, and the shard's id. */
  describe(tableName: string): Promise<{ streamArn: string; shardId: string }>;
  /** Up to `limit` records after a sequence number (from the oldest without one), and the sequence number of the last. */
  read(
    stream: { streamArn: string; shardId: string },
    after: string | undefined,
    limit: number,
  ): Promise<readonly StreamRecord[]>;
  close(): void;
}

/** Makes a client of the embedded DynamoDB; `port` gives its loopback port, which changes when it is started again. */
export function createStreamClient(port: () => Promise<number>): StreamClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let position: { after: string | undefined; iterator: string } | undefined;

  const call = async (target: string, input: JsonObject): Promise<JsonObject> =>
    callTarget(await port(), target, input, agent);
  const callStreams = (operation: string, input: JsonObject): Promise<JsonObject> =>
    call(`DynamoDBStreams_20120810.${operation}`, input);

  const iteratorFor = async (streamArn: string, shardId: string, after: string | undefined): Promise<string> => {
    const start =
      after === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
    const { ShardIterator } = await callStreams('GetShardIterator', {
      StreamArn: streamArn,
      ShardId: shardId,
      ...start,
    });
    return String(ShardIterator);
  };

  return {
    describe: async (TableName) => {
      const { Table } = await call('DynamoDB_20120810.DescribeTable', { TableName });
      const streamArn = isJsonObject(Table) ? Table.LatestStreamArn : undefined;
      if (typeof streamArn !== 'string') throw new Error(`The table ${TableName} has no stream.`);
      const { StreamDescription } = await callStreams('DescribeStream', { StreamArn: streamArn });
      const shards = isJsonObject(StreamDescription) ? StreamDescription.Shards : undefined;
      const shard: unknown = Array.isArray(shards) ? shards.at(-1) : undefined;
      return { streamArn, shardId: String(isJsonObject(shard) ? shard.ShardId : '') };
    },
    read: async ({ streamArn, shardId }, after, Limit) => {
      const known = position && position.after === after ? position.iterator : undefined;
      position = undefined;
      const ShardIterator = known ?? (await iteratorFor(streamArn, shardId, after));
      const { Records, NextShardIterator } = await callStreams('GetRecords', { ShardIterator, Limit });
      const records = Array.isArray(Records) ? Records.filter(isStreamRecord) : [];
      const last = records.at(-1)?.dynamodb.SequenceNumber ?? after;
      if (typeof NextShardIterator === 'string') position = { after: last, iterator: NextShardIterator };
      return records;
    },
    close: () => agent.destroy(),
  };
}

function isStreamRecord(value: unknown): value is StreamRecord {
  return isJsonObject(value) && isJsonObject(value.dynamodb) && typeof value.dynamodb.SequenceNumber === 'string';
}
