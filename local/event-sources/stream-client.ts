import { Agent, request } from 'node:http';
import { AwsError } from '../aws/aws-error.ts';
import { isJsonObject, type JsonObject, parseJsonObject } from '../aws/json.ts';

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

/** Reads only look for a signature to be there. */
const authorization =
  'AWS4-HMAC-SHA256 Credential=local/20200101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=local';

/** Makes a client of the embedded DynamoDB; `port` gives its loopback port, which changes when it is started again. */
export function createStreamClient(port: () => Promise<number>): StreamClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let position: { after: string | undefined; iterator: string } | undefined;

  const call = async (target: string, input: JsonObject): Promise<JsonObject> =>
    send(agent, await port(), target, input);
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

function send(agent: Agent, port: number, target: string, input: JsonObject): Promise<JsonObject> {
  const headers = {
    'x-amz-target': target,
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-date': '20200101T000000Z',
    authorization,
  };
  return new Promise((resolve, reject) => {
    const call = request({ agent, host: '127.0.0.1', port, method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const body = parseJsonObject(Buffer.concat(chunks).toString('utf8')) ?? {};
        const code = String(body.__type ?? 'InternalServerError').replace(/^.*#/, '');
        if (response.statusCode === 200) resolve(body);
        else reject(new AwsError(code, String(body.message ?? body.Message ?? ''), response.statusCode));
      });
    });
    call.on('error', reject);
    call.end(JSON.stringify(input));
  });
}
