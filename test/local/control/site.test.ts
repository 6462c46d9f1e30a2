import { expect, test } from 'vitest';
import { createClock } from '../../../local/clock.ts';
import { createControl } from '../../../local/control/control.ts';
import { createRoles } from '../../../local/iam/roles.ts';
import { PagesError } from '../../../local/site/copy-pages.ts';

const released = { folder: '/release/web/dist', released: true };
const own = { folder: '/shop/web/dist', released: false };

/** Asks the control API of a site that takes pages from one folder only. */
async function ask(method: string, body: string) {
  const clock = createClock({ mode: 'simulated', speed: 1, start: 0 });
  const control = createControl({
    clock,
    status: () => ({}),
    notifications: () => [],
    roles: createRoles({ region: 'us-east-1', accountId: '000000000000', stage: 'test' }),
    site: {
      serve: async (folder) => {
        if (folder === released.folder) return released;
        throw new PagesError(`There is no ${folder}/index.html.`);
      },
      reset: async () => own,
    },
    faults: { list: () => [], put: async () => ({}), remove: async () => ({}), clear: async () => [] },
    kill: () => 0,
  });
  const request = { method, path: '/_local/site', params: {}, query: new URLSearchParams(), headers: {} };
  const context = { now: 0, region: 'us-east-1', accountId: '000000000000' };
  const answer = await control({ ...request, body: Buffer.from(body) }, context);
  return [answer.status, JSON.parse(String(answer.body))];
}

test('pages are taken from a folder, and given back', async () => {
  expect(await ask('PUT', JSON.stringify(released))).toEqual([200, released]);
  expect(await ask('DELETE', '')).toEqual([200, own]);
});

test.each([
  ['no folder', '{}', /^Say which folder: \{"folder":/],
  ['a folder that is a number', '{"folder":1}', /^Say which folder/],
  ['what is no JSON', 'folder', /must be JSON/],
  ['a folder without pages', '{"folder":"/tmp"}', /^There is no \/tmp\/index.html/],
])('%s is refused with what to do', async (_, body, message) => {
  await expect(ask('PUT', body)).rejects.toMatchObject({ statusCode: 400, message: expect.stringMatching(message) });
});
