import { expect, test } from 'vitest';
import type { Deployment } from '../../../functions/lib/deployments/deployment.ts';
import { endingOf } from '../../../operations/deploy/ending.ts';

const DEPLOYMENT: Deployment = {
  ...{ id: 'dep_1', stage: 'local', commit: 'a'.repeat(40), version: 'aaaaaaaaaaaa', previousVersion: 'ffffffffffff' },
  ...{
    actor: '0a1b2c3d4e5f',
    status: 'succeeded',
    startedAt: 0,
    endedAt: 83_000,
    heartbeatAt: 0,
    steps: [],
    checks: [],
  },
  traceId: '1-00000000-000000000000000000000000',
};
const BACK = { name: 'rollback', status: 'succeeded', startedAt: 0, endedAt: 1 } as const;
const SERVING = { previousVersion: DEPLOYMENT.version };
const TOLD = { took: 84_000, pace: 1, siteUrl: 'https://shop.example', warnings: [] };

test.each<[string, Partial<Deployment>, number, string]>([
  ['success', {}, 0, 'aaaaaaaaaaaa serves stage local. (1 min 23 s)'],
  [
    'a failure before anything was begun',
    { status: 'failed', error: 'npm test ended with exit code 1.' },
    1,
    'aaaaaaaaaaaa does not serve stage local. npm test ended with exit code 1. (1 min 23 s)',
  ],
  [
    'a way back',
    { status: 'rolled-back', error: 'Alarms went off', steps: [BACK] },
    1,
    'aaaaaaaaaaaa does not serve stage local. Alarms went off. ffffffffffff serves again, and is verified. (1 min 23 s)',
  ],
  [
    'an interruption',
    { status: 'interrupted', error: 'The operator interrupted it.', steps: [BACK] },
    130,
    'aaaaaaaaaaaa does not serve stage local. The operator interrupted it. ffffffffffff serves again, and is verified. (1 min 23 s)',
  ],
  [
    'the release that serves, interrupted before anything was begun',
    { ...SERVING, status: 'interrupted', error: 'The operator interrupted it.' },
    130,
    'aaaaaaaaaaaa still serves stage local. The operator interrupted it. (1 min 23 s)',
  ],
  [
    'the release that serves, failed before anything was begun',
    { ...SERVING, status: 'failed', error: 'npm test ended with exit code 1.' },
    1,
    'aaaaaaaaaaaa still serves stage local. npm test ended with exit code 1. (1 min 23 s)',
  ],
  [
    'the way back of a release to itself',
    { ...SERVING, status: 'rolled-back', error: 'Alarms went off', steps: [BACK] },
    1,
    'aaaaaaaaaaaa serves stage local as before, and is verified. Alarms went off. (1 min 23 s)',
  ],
  [
    'the way back of a release to itself that failed',
    { ...SERVING, status: 'failed', error: 'Alarms went off.', steps: [{ ...BACK, status: 'failed' }] },
    1,
    'aaaaaaaaaaaa does not serve stage local. Alarms went off. (1 min 23 s)',
  ],
])('%s is said, with the exit code that is its', (_, changes, exitCode, first) => {
  const ending = endingOf({ ...DEPLOYMENT, ...changes }, TOLD);
  expect(ending).toEqual({ exitCode, lines: [first, 'https://shop.example/ops/deployments/dep_1'] });
});

test('what could not be told is said, and fails nothing', () => {
  const warnings = ['The trace could not be sent. AWS refused it.'];
  const { lines, exitCode } = endingOf(DEPLOYMENT, { ...TOLD, siteUrl: undefined, warnings });
  expect({ lines: lines.slice(1), exitCode }).toEqual({ lines: warnings, exitCode: 0 });
});

test.each<[string, number | undefined]>([
  ['runs faster', 10],
  ['moves only when it is told to', undefined],
])('how long it took is what the console says, and where the stage’s clock %s, what it was here as well', (_, pace) => {
  const { lines } = endingOf({ ...DEPLOYMENT, endedAt: 639_000 }, { ...TOLD, took: 69_000, pace });
  expect(lines[0]).toBe(
    'aaaaaaaaaaaa serves stage local. (10 min 39 s by the stage’s clock, 1 min 09 s by this machine’s)',
  );
});
