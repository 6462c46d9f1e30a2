import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { httpGateway } from '../../../../functions/lib/payments/http-gateway.ts';

const never = new AbortController().signal;
const invoice = { reference: 'ord_1', amountCents: 1850, currency: 'EUR' };
let answer = { status: 200, body: '{}' };
let server: Server;
let address: URL;

beforeAll(async () => {
  server = createServer((_, response) => response.writeHead(answer.status).end(answer.body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

test.each([
  ['a status that is none of its own', 500, '{"status":"authorised","authorisationId":"pay_1"}', 'answered 500'],
  ['a decision that nobody knows', 200, '{"status":"perhaps"}', 'Invalid input'],
  ['an authorisation without its id', 200, '{"status":"authorised"}', 'Invalid input'],
  ['what is no JSON', 200, '4242424242424242?', /^The payment provider answered what is no JSON\.$/],
])('a provider that answers with %s has failed', async (_, status, body, message) => {
  answer = { status, body };
  await expect(httpGateway(address).authoriseInvoice(invoice, never)).rejects.toThrow(message);
});

test('a provider is asked again on another connection, as the first may have died meanwhile', async () => {
  answer = { status: 200, body: '{}' };
  const sockets = new Set<Socket>();
  const onConnection = (socket: Socket) => sockets.add(socket);
  server.on('connection', onConnection);
  await httpGateway(address).capture('ord_1');
  await httpGateway(address).capture('ord_1');
  server.off('connection', onConnection);
  expect(sockets.size).toBe(2);
});

test('a provider that is not there has failed', async () => {
  const nowhere = new URL('http://127.0.0.1:1/payments');
  await expect(httpGateway(nowhere).capture('ord_1')).rejects.toThrow('ECONNREFUSED');
});
