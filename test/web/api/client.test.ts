import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { ApiError } from '../../../web/src/api/api-error.ts';
import { createClient } from '../../../web/src/api/client.ts';

const servers: Server[] = [];

async function serve(answer: (request: IncomingMessage, response: ServerResponse, body: string) => void) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => answer(request, response, Buffer.concat(chunks).toString()));
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});

const client = (origin: string, more: { timeoutMs?: number; onUnauthenticated?: () => void } = {}) =>
  createClient({ fetch: (path, init) => fetch(`${origin}${path}`, init), correlationId: 'corr-1', ...more });

const failure = (call: Promise<unknown>) =>
  call.then(
    () => {
      throw new Error('the call did not fail');
    },
    (error: unknown) => error,
  );

describe('a call', () => {
  test('sends method, JSON body, extra headers and the correlation id, and gives the JSON of the answer', async () => {
    const origin = await serve((request, response, body) =>
      response.end(
        JSON.stringify({
          method: request.method,
          body,
          type: request.headers['content-type'],
          key: request.headers['idempotency-key'],
          correlation: request.headers['x-correlation-id'],
        }),
      ),
    );
    const heard = await client(origin)('/x', { method: 'PUT', body: { a: 1 }, headers: { 'idempotency-key': 'k' } });
    expect(heard).toEqual({
      method: 'PUT',
      body: '{"a":1}',
      type: 'application/json',
      key: 'k',
      correlation: 'corr-1',
    });
  });

  test('sends a blob as it is, under its own type, and lets the headers of the answer be heard', async () => {
    const origin = await serve((request, response, body) =>
      response.writeHead(412, { etag: '"2-5"' }).end(JSON.stringify({ body, detail: request.headers['content-type'] })),
    );
    const heard: (string | null)[] = [];
    const answered = (headers: Headers) => heard.push(headers.get('etag'));
    const body = new Blob(['picture'], { type: 'image/png' });
    const error = await failure(client(origin)('/x', { method: 'PUT', body, answered }));
    expect(error).toMatchObject({ detail: 'image/png', members: { body: 'picture' } });
    expect(heard).toEqual(['"2-5"']);
  });

  test('without a body names no content type', async () => {
    const origin = await serve((request, response) =>
      response.end(JSON.stringify([request.headers['content-type'] ?? null])),
    );
    expect(await client(origin)('/x')).toEqual([null]);
  });

  test('answered by 204 gives nothing', async () => {
    const origin = await serve((_, response) => response.writeHead(204).end());
    expect(await client(origin)('/x', { method: 'POST' })).toBeUndefined();
  });
});

describe('a failed call', () => {
  test('carries the members of the problem document', async () => {
    const problem = {
      type: 'urn:problem:validation',
      title: 'Bad request',
      status: 400,
      detail: 'The request breaks the rules named in errors.',
      requestId: 'req-9',
      errors: [{ path: 'shipping.name', message: 'must be at least 1 characters long' }],
    };
    const origin = await serve((_, response) => response.writeHead(400).end(JSON.stringify(problem)));
    const error = await failure(client(origin)('/x'));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject(problem);
  });

  test('without a problem document still has status and the request id of the header', async () => {
    const origin = await serve((_, response) => response.writeHead(502, { 'x-request-id': 'req-7' }).end('<html>'));
    expect(await failure(client(origin)('/x'))).toMatchObject({
      status: 502,
      title: 'Bad Gateway',
      requestId: 'req-7',
      errors: [],
    });
  });

  test('drops field errors that are not of the expected shape', async () => {
    const errors = [null, 'x', { path: 1, message: 'm' }, { path: ['payment', 'cvc'], message: 'is not valid' }];
    const origin = await serve((_, response) => response.writeHead(400).end(JSON.stringify({ errors })));
    expect(await failure(client(origin)('/x'))).toMatchObject({
      errors: [{ path: 'payment.cvc', message: 'is not valid' }],
    });
  });

  test('with 401 reports that nobody is signed in', async () => {
    const origin = await serve((_, response) => response.writeHead(401).end('{}'));
    let reports = 0;
    await failure(client(origin, { onUnauthenticated: () => reports++ })('/x'));
    expect(reports).toBe(1);
  });

  test('without any answer has status 0 and keeps the cause', async () => {
    const origin = await serve((request) => request.socket.destroy());
    const error = await failure(client(origin)('/x'));
    expect(error).toMatchObject({ name: 'ApiError', status: 0 });
    expect(error).toHaveProperty('cause');
  });

  test.each([
    ['breaks off', (response: ServerResponse) => response.write('{"total":', () => response.destroy())],
    ['is no JSON', (response: ServerResponse) => response.end('<html>')],
  ])('whose answer %s may have happened: it has status 0 as well', async (_, answer) => {
    const origin = await serve((_request, response) => void answer(response));
    expect(await failure(client(origin)('/x'))).toMatchObject({ name: 'ApiError', status: 0 });
  });

  test('that is never answered ends at the time limit, saying so', async () => {
    const origin = await serve(() => undefined);
    expect(await failure(client(origin, { timeoutMs: 20 })('/x'))).toMatchObject({
      status: 0,
      detail: expect.stringContaining('too long'),
    });
  });

  test('that was abandoned rejects with the reason of its signal, not with an ApiError', async () => {
    const abandon = new AbortController();
    const origin = await serve(() => abandon.abort(new Error('left the page')));
    expect(await failure(client(origin)('/x', { signal: abandon.signal }))).toMatchObject({ message: 'left the page' });
  });
});

describe('a refusal', () => {
  test('says its reason, its amounts and how long to wait', async () => {
    const problem = { type: 'urn:problem:price-changed', status: 409, totalCents: 1250, note: 'x', half: 0.5 };
    const origin = await serve((_, response) =>
      response.writeHead(409, { 'retry-after': '42' }).end(JSON.stringify(problem)),
    );
    const error = await failure(client(origin)('/x'));
    if (!(error instanceof ApiError)) throw error;
    expect([error.is('price-changed'), error.is('out-of-stock')]).toEqual([true, false]);
    expect(['totalCents', 'note', 'half', 'none'].map((member) => error.amount(member))).toEqual([
      1250,
      undefined,
      undefined,
      undefined,
    ]);
    expect(error.retryAfter).toBe(42);
  });

  test('whose waiting time is no number of seconds says none', async () => {
    const origin = await serve((_, response) => response.writeHead(429, { 'retry-after': 'soon' }).end('{}'));
    expect(await failure(client(origin)('/x'))).toMatchObject({ retryAfter: undefined });
  });
});
