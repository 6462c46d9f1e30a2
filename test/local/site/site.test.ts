import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSite } from '../../../local/site/site.ts';
import { createStaticFiles } from '../../../local/site/static-file.ts';
import { sendRaw } from '../../support/raw-http.ts';

const folder = mkdtempSync(join(tmpdir(), 'site-test-'));
const root = join(folder, 'web');
const script = `console.log("${'shop '.repeat(400)}")`;
const bugs: unknown[] = [];
let server: Server;
let port: number;

beforeAll(async () => {
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>shop</title>');
  writeFileSync(join(root, 'assets', 'index-abc123.js'), script);
  writeFileSync(join(root, 'favicon.svg'), '<svg/>');
  server = createSite({
    find: createStaticFiles(root),
    api: async (request, response) => {
      if (request.url === '/api/broken') throw new Error('broken');
      response.end(`api ${request.method} ${request.url}`);
    },
    onBug: (error) => bugs.push(error),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

/** Unlike fetch it sends the path as it is and decodes nothing. */
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number; headers: IncomingMessage['headers']; body: string }>((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
    });
    request.on('error', reject).end();
  });

const shell = '<!doctype html><title>shop</title>';
const paths: Record<string, [path: string, status: number, body: string | RegExp]> = {
  'the root is the page': ['/', 200, shell],
  'a page of the app is the page': ['/product/prd_1?from=search', 200, shell],
  'a file is itself': ['/favicon.svg', 200, '<svg/>'],
  'a missing file is not the page': ['/assets/index-old.js', 404, /Not Found/],
  'a folder is the page': ['/assets', 200, shell],
  'the API gets what is under /api': ['/api/products?x=1', 200, 'api GET /api/products?x=1'],
  'the API gets the metrics': ['/metrics', 200, 'api GET /metrics'],
  'the API gets the health checks': ['/health/ready', 200, 'api GET /health/ready'],
  'a page that only begins like the API is a page': ['/apiary', 200, shell],
  'a path out of the folder is not served': ['/../secret.txt', 404, /Not Found/],
  'an encoded path out of the folder is not served': ['/%2e%2e/secret.txt', 404, /Not Found/],
  'a doubly disguised path out of the folder is not served': ['/..%2f..%2fsecret.txt', 404, /Not Found/],
  'a path that cannot be decoded is not served': ['/%E0%A4%A', 404, /Not Found/],
  'a path with a zero byte is not served': ['/favicon.svg%00.html', 404, /Not Found/],
  'an API that fails is a 500': ['/api/broken', 500, /Internal Server Error/],
};
test.each(Object.entries(paths))('%s', async (_, [path, status, body]) => {
  const response = await get(path);
  expect(response.status).toBe(status);
  expect(response.body).toMatch(body);
});

test('what fails inside is reported, what is merely missing is not', async () => {
  bugs.length = 0;
  for (const path of ['/api/broken', '/assets/index-old.js', '/%E0%A4%A']) await get(path);
  expect(bugs).toEqual([new Error('broken')]);
});

describe('caching', () => {
  test('hashed assets are kept for ever, pages are checked again', async () => {
    expect((await get('/assets/index-abc123.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/')).headers['cache-control']).toBe('no-cache');
  });

  test('a client that has the current version gets 304 without a body', async () => {
    const { etag = '' } = (await get('/')).headers;
    for (const match of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      expect(await get('/', { 'if-none-match': match })).toMatchObject({ status: 304, body: '' });
    }
    expect(await get('/', { 'if-none-match': '"other"' })).toMatchObject({ status: 200 });
  });

  test('a file that changed is served anew', async () => {
    const before = await get('/favicon.svg');
    writeFileSync(join(root, 'favicon.svg'), '<svg id="new"/>');
    const after = await get('/favicon.svg', { 'if-none-match': before.headers.etag ?? '' });
    expect(after).toMatchObject({ status: 200, body: '<svg id="new"/>' });
  });
});

test('scripts are compressed for who accepts it', async () => {
  const path = '/assets/index-abc123.js';
  const brotli = await get(path, { 'accept-encoding': 'gzip, br' });
  expect(brotli.headers['content-encoding']).toBe('br');
  expect(Number(brotli.headers['content-length'])).toBeLessThan(script.length);
  for (const encoding of ['gzip', 'br;q=0', '']) {
    const plain = await get(path, { 'accept-encoding': encoding });
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(plain.body).toBe(script);
  }
});

test('HEAD answers as GET does, without the body', async () => {
  const [get1, head] = [await get('/'), await get('/', {}, 'HEAD')];
  expect(head).toMatchObject({ status: 200, body: '' });
  expect(head.headers['content-length']).toBe(get1.headers['content-length']);
});

test('a request that names two hosts is refused: servers on its way may believe either', async () => {
  const answer = await sendRaw(port, 'GET / HTTP/1.1\r\nHost: shop\r\nHost: other\r\n\r\n');
  expect([answer?.status, answer?.headers.get('connection')]).toEqual([400, 'close']);
});

test('other methods are refused', async () => {
  expect(await get('/', {}, 'POST')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
});

test.each(['/', '/assets/index-abc123.js', '/missing.js', '/api/products'])(
  '%s carries the security headers',
  async (path) => {
    const { headers } = await get(path);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': expect.any(String) });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
  },
);

test('without a build the page says what to do', async () => {
  const empty = createSite({
    find: createStaticFiles(join(folder, 'nothing')),
    api: async () => {},
    onBug: (error) => bugs.push(error),
  });
  await new Promise<void>((resolve) => empty.listen(0, '127.0.0.1', resolve));
  const response = await fetch(`http://127.0.0.1:${(empty.address() as AddressInfo).port}/`);
  expect([response.status, await response.text()]).toEqual([503, expect.stringContaining('npm run build')]);
  empty.closeAllConnections();
  await new Promise((resolve) => empty.close(resolve));
});
