import { expect, test } from 'vitest';
import { type ReleaseFacts, releaseFindings } from '../../../../operations/doctor/links/release.ts';

const startedAt = Date.UTC(2026, 10, 21, 12);
const succeeded = (version: string) => ({ version, status: 'succeeded', startedAt }) as const;
const rolledBack = (version: string, previousVersion: string) =>
  ({ version, previousVersion, status: 'rolled-back', startedAt }) as const;
const ended = (version: string, status: 'failed' | 'interrupted' | 'running') =>
  ({ version, status, startedAt }) as const;

const FACTS: ReleaseFacts = {
  kind: 'aws',
  version: 'b',
  checkout: 'b',
  deployments: [succeeded('b')],
  deploying: false,
};

test.each<[string, Partial<ReleaseFacts>, RegExp]>([
  ['what was deployed last serves', {}, /^ok: Release b serves, as the last deployment left it\.$/],
  ['what was there before one that was rolled back serves', { deployments: [rolledBack('c', 'b')] }, /^ok/],
  [
    'deployments that failed or were interrupted changed nothing',
    { deployments: [ended('d', 'failed'), ended('c', 'interrupted'), succeeded('b')] },
    /^ok/,
  ],
  ['the checkout is of another release', { checkout: 'z' }, /^ok: .*This checkout is of z/],
  [
    'a deployment runs',
    { deployments: [ended('c', 'running'), succeeded('b')], deploying: true },
    /^ok: A deployment of c runs; b serves/,
  ],
  [
    'a deployment on AWS took another way',
    { deployments: [succeeded('a')] },
    /^wrong: Release b serves, but .* left a/,
  ],
  ['nothing on AWS tells where it came from', { deployments: [] }, /^warning: .*no record/],
  ['the working tree serves here', { kind: 'local', deployments: [] }, /^ok: .*from the working tree/],
  [
    'the system here was started again',
    { kind: 'local', deployments: [succeeded('a')] },
    /^warning: .*npm start serves the working tree again/,
  ],
])('%s', (_, facts, told) => {
  const [finding, ...others] = releaseFindings({ ...FACTS, ...facts });
  expect(others).toEqual([]);
  expect(`${finding?.verdict}: ${finding?.seen}`).toMatch(told);
});

test('a deployment that died is named beside what serves', () => {
  const deployments = [ended('c', 'running'), succeeded('b')];
  const told = releaseFindings({ ...FACTS, deployments }).map(({ verdict, seen }) => `${verdict}: ${seen}`);
  expect(told).toEqual(['warning: The deployment of c died.', expect.stringMatching(/^ok: Release b serves/)]);
});
