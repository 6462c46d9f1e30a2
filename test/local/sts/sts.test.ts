import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAwsServer } from '../../../local/aws/aws-server.ts';
import { listenOnLoopback } from '../../../local/aws/listen.ts';
import { stsService } from '../../../local/sts/sts-service.ts';

const bugs: unknown[] = [];
const server = createAwsServer({
  services: [stsService],
  control: () => ({ status: 404 }),
  now: () => 0,
  region: 'us-east-1',
  accountId: '000000000000',
  onBug: (error) => bugs.push(error),
});
let client: STSClient;

beforeAll(async () => {
  const endpoint = `http://127.0.0.1:${await listenOnLoopback(server, 0)}`;
  client = new STSClient({
    endpoint,
    region: 'sa-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  });
});
afterAll(() => {
  expect(bugs).toEqual([]);
  client.destroy();
  server.close();
  server.closeAllConnections();
});

test('any caller is told the embedded account', async () => {
  expect(await client.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: '000000000000',
    UserId: '000000000000',
    Arn: 'arn:aws:iam::000000000000:root',
  });
});

test('another operation is refused by name', async () => {
  await expect(client.send(new GetSessionTokenCommand({}))).rejects.toMatchObject({
    name: 'InvalidAction',
    message: "sts operation GetSessionToken is not served by SmallCart's embedded cloud.",
  });
});
