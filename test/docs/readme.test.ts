import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { AwsError } from '../../local/aws/aws-error.ts';
import { createClock } from '../../local/clock.ts';
import { createControl } from '../../local/control/control.ts';
import { createRoles } from '../../local/iam/roles.ts';

/** Routes of the control API, as it tells whoever asks for another: `PUT faults/<name>`. */
async function controlRoutes(): Promise<readonly string[]> {
  const place = { region: 'us-east-1', accountId: '000000000000' };
  const clock = createClock({ mode: 'simulated', speed: 1, start: 0 });
  const served = async () => ({ folder: '', released: false });
  const control = createControl({
    ...{ clock, status: () => ({}), notifications: () => [], kill: () => 0 },
    roles: createRoles({ ...place, stage: 'test' }),
    site: { serve: served, reset: served },
    faults: { list: () => [], put: async () => ({}), remove: async () => ({}), clear: async () => [] },
  });
  const request = { method: 'GET', path: '/_local/nothing', params: {}, query: new URLSearchParams(), headers: {} };
  const { signal } = new AbortController();
  try {
    await control({ ...request, body: Buffer.alloc(0) }, { ...place, now: 0, signal });
  } catch (error) {
    if (error instanceof AwsError) return error.message.replace(/^.*?: |\.$/g, '').split(', ');
    throw error;
  } finally {
    clock.stop();
  }
  return [];
}

it('README.md names every path of the control API', async () => {
  const readme = readFileSync('README.md', 'utf8');
  const paths = (await controlRoutes()).map((route) => route.replace(/^\w+ /, '/_local/'));
  expect(paths).toContain('/_local/faults/<name>');
  expect(paths.filter((path) => !readme.includes(path))).toEqual([]);
});
