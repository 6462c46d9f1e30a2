import { createServer, type Server, type ServerResponse } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, expect, test } from 'vitest';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import { authorizationOf, streamsCaller, streamsClock } from '../../../operations/backup/call-streams.ts';

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

const client = new DynamoDBClient({
  region: 'eu-west-1',
  credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
});

/** A service that answers one request after the other so; it tells how many there were. */
async function answering(...answers: readonly ((response: ServerResponse) => void)[]) {
  const asked = { times: 0 };
  server = createServer((_, response) => answers[asked.times++]?.(response));
  return { asked, endpoint: `http://127.0.0.1:${await listenOnLoopback(server, 0)}` };
}

const refuses = (status: number, type: string) => (response: ServerResponse) =>
  void response.writeHead(status).end(JSON.stringify({ __type: `com.amazonaws#${type}` }));

test('what fails for a while is asked again', async () => {
  const { asked, endpoint } = await answering(
    refuses(400, 'LimitExceededException'),
    (response) => void response.destroy(),
    (response) => void response.end('{"Records":[]}'),
  );
  expect(await streamsCaller(client, endpoint)('GetRecords', {})).toEqual({ Records: [] });
  expect(asked.times).toBe(3);
});

test('what is refused for good is told by its name at once', async () => {
  const { asked, endpoint } = await answering(refuses(400, 'AccessDeniedException'));
  await expect(streamsCaller(client, endpoint)('GetRecords', {})).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
  expect(asked.times).toBe(1);
});

test('the service’s own clock is that of its answers', async () => {
  const date = 'Sat, 21 Nov 2026 12:00:00 GMT';
  const { endpoint } = await answering((response) => void response.writeHead(404, { date }).end());
  expect(await streamsClock(client, endpoint)()).toBe(Date.parse(date));
});

test('a request is signed as the SDK would sign it', () => {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    host: 'streams.dynamodb.eu-west-1.amazonaws.com',
    'x-amz-date': '20261121T120000Z',
    'x-amz-security-token': 'a token of a test',
    'x-amz-target': 'DynamoDBStreams_20120810.DescribeStream',
  };
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a secret of a test' };
  const body = '{"StreamArn":"arn:ü"}';
  // The signature is the one that the SDK's own signer makes of this request.
  expect(authorizationOf({ headers, body, region: 'eu-west-1', credentials })).toBe(
    'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261121/eu-west-1/dynamodb/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, Signature=bd24c20e8792dcf4315acff36184db9f482d0f2067491b2a286e073367be739f',
  );
});
