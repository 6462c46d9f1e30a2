import { afterAll, beforeAll, expect, test } from 'vitest';
import { FUNCTIONS } from '../../../functions/manifest.ts';
import { type EmbeddedOps, startEmbeddedOps } from './embedded-ops.ts';

/** Every route by which something could be changed, but those that whoever has a signed link may call. */
const WRITING = FUNCTIONS.ops.routes.flatMap(({ method, path, access, readsOnly }) =>
  method === 'GET' || access === 'public' || readsOnly === true ? [] : [{ method, path }],
);

let ops: EmbeddedOps;
beforeAll(async () => {
  ops = await startEmbeddedOps([]);
});
afterAll(() => ops.stop());

test.each(WRITING)('a viewer changes nothing by $method $path', async ({ method, path }) => {
  const address = path.replace(/\{\w+\}/g, 'inc_01JZ8Q4M6T9V3B5C7D9F1G3H5J');
  expect(await ops.send(method, address, 'viewer')).toBe(403);
  expect(await ops.send(method, address, 'customer')).toBe(403);
  expect(await ops.send(method, address, 'admin')).not.toBe(403);
});

test('whoever has no account changes by a link nothing but that an incident is acknowledged', () => {
  const byLink = FUNCTIONS.ops.routes.filter(({ access, method }) => access === 'public' && method !== 'GET');
  expect(byLink.filter(({ readsOnly }) => readsOnly !== true).map(({ path }) => path)).toEqual([
    '/api/incidents/{id}/acknowledge',
  ]);
});
