import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { publishMail } from '../../../../functions/lib/channels/publish-mail.ts';
import type { Message } from '../../../../functions/lib/incidents/message.ts';

const TOPIC = 'arn:aws:sns:us-east-1:000000000000:smallcart-test-mail';
const MESSAGE: Message = {
  ...{ id: 'inc_1/opened/first/email', about: 'inc_1', kind: 'opened', severity: 'critical' },
  ...{ subject: 'CRITICAL: Shop unavailable (test)', text: 'Nobody can shop.', facts: [], links: [], at: 0 },
};

let requests = 0;
let answer: (response: ServerResponse) => void = () => undefined;
const server = createServer((request, response) => {
  requests += 1;
  request.resume();
  request.on('end', () => answer(response));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    ...{ AWS_ENDPOINT_URL_SNS: `http://127.0.0.1:${port}`, AWS_REGION: 'us-east-1' },
    ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
  });
});
beforeEach(() => {
  requests = 0;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('a mail that may have been sent though no answer came is not sent again unseen', async () => {
  answer = (response) => response.destroy();
  expect(await publishMail(TOPIC, MESSAGE)).toMatchObject({ status: 'unknown' });
  expect(requests).toBe(1);
});

test('a mail that SNS refuses is known not to be sent, and tried again by whoever asked', async () => {
  answer = (response) => response.writeHead(503).end();
  expect(await publishMail(TOPIC, MESSAGE)).toMatchObject({ status: 'refused' });
  expect(requests).toBe(1);
});

test('each mail has a connection of its own, as a kept one may have died in the meantime', async () => {
  const connections: (string | undefined)[] = [];
  answer = (response) => {
    connections.push(response.req.headers.connection);
    response.end('<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>');
  };
  expect(await publishMail(TOPIC, MESSAGE)).toEqual({ status: 'sent' });
  expect(connections).toEqual(['close']);
});

test('a mail for which no connection was made is known not to be sent', async () => {
  await new Promise((resolve) => server.close(resolve));
  expect(await publishMail(TOPIC, MESSAGE)).toMatchObject({ status: 'refused' });
});
