import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { advance, virtualNow } from '../support/control.ts';
import { startSystem } from '../support/running-system.ts';

it('time does not go back when the process is killed right after it was advanced', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'smallcart-'));
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  const options = ['--simulated', '--no-traffic'];
  const first = await startSystem({ options, dataFolder });
  await advance(first.awsUrl, 'PT10M');
  const reached = await virtualNow(first.awsUrl);
  const ended = once(first.process, 'exit');
  first.process.kill('SIGKILL');
  await ended;
  const second = await startSystem({ options, dataFolder });
  const resumed = await virtualNow(second.awsUrl);
  await second.stop();
  expect(Number(resumed)).toBeGreaterThanOrEqual(Number(reached));
});
