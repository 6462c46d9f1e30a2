import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorSentence } from '../../../../../operations/deploy/error-sentence.ts';
import { openKeptReleases } from '../../../../../operations/deploy/targets/local/kept-releases.ts';

test('a release that cannot be kept is told with what to do, and with no path of this machine', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'kept-'));
  writeFileSync(join(parent, 'releases'), 'in the way');
  const kept = openKeptReleases(join(parent, 'releases', 'of-the-stage'));
  const monitoring = { alarms: [], composites: [], dashboards: [], queries: [] };
  const failure: unknown = await kept.keep('0123456789ab', { monitoring }).catch((error: unknown) => error);
  rmSync(parent, { recursive: true });
  expect(errorSentence(failure)).toMatch(/^Something is missing: the folder of kept releases, dist\/releases, /);
  expect(errorSentence(failure)).not.toContain(parent);
});
