import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { embedCloudWatch } from '../support/embedded-cloudwatch.ts';

it('docs/cloudwatch.md names exactly the operations that are served', () => {
  const page = readFileSync('docs/cloudwatch.md', 'utf8');
  const [, served = ''] = /^Operations served: (.+?)\. Any other/m.exec(page) ?? [];
  const named = [...served.matchAll(/`(\w+)`/g)].map(([, name]) => name);
  expect(named.toSorted()).toEqual(Object.keys(embedCloudWatch().cloudWatch.service.operations).sort());
});
