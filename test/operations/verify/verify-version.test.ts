import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { VerificationContext } from '../../../operations/deploy/verification.ts';
import type { Check } from '../../../operations/verify/check.ts';
import { verifyVersion } from '../../../operations/verify/verify-version.ts';

const RELEASE = '0123456789ab';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const answer =
  (version: string, status = 200): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-version': version }).end('{}');
  };
const hangUp: RequestListener = ({ socket }) => void socket.destroy();

/** What is checked of `catalog` at a shop that answers so, in turn, and the last way ever after; and how often it was asked. */
async function checked(...ways: readonly RequestListener[]): Promise<{ asked: number; check: Check | undefined }> {
  let asked = 0;
  const shop = createServer((request, response) => {
    (ways[asked++] ?? ways.at(-1))?.(request, response);
  });
  server = shop;
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  const { port } = shop.address() as AddressInfo;
  const never = () => Promise.reject(new Error('Nothing is changed.'));
  const context: VerificationContext = {
    target: {
      place: { kind: 'local', stage: 'local', awsPort: 1 },
      access: {},
      now: async () => 0,
      pace: async () => 1,
      wait: async () => undefined,
      ...{ faults: never, live: never, isThere: never, plan: never, provision: never, shift: never, restore: never },
    },
    ...{ siteUrl: `http://127.0.0.1:${port}`, version: RELEASE, functionVersions: { catalog: '7' } },
    ...{ settings: { canaryPercent: 10, canaryMinutes: 1, bakeMinutes: 1 }, startedAt: 0 },
    signal: new AbortController().signal,
  };
  const checks: Check[] = [];
  for await (const check of verifyVersion(context)) checks.push(check);
  return { asked, check: checks[0] };
}

test.each([
  ['an alias that is not moved everywhere yet', answer('ba9876543210')],
  ['a connection that was lost', hangUp],
  ['one answer that failed', answer(RELEASE, 503)],
])('%s is asked again', async (_, way) => {
  expect(await checked(way, answer(RELEASE))).toMatchObject({ asked: 2, check: { status: 'passed' } });
});

test.each([
  ['does not answer', hangUp, 2, 'catalog does not answer: no connection (UND_ERR_SOCKET).'],
  ['fails', answer(RELEASE, 503), 2, 'catalog does not answer: /health/catalog answered 503.'],
  [
    'is another release',
    answer('ba9876543210'),
    10,
    'catalog answers as release ba9876543210 instead of 0123456789ab.',
  ],
])('a function that %s whenever it is asked does not pass', async (_, way, asked, detail) => {
  expect(await checked(way)).toMatchObject({ asked, check: { status: 'failed', detail } });
});
