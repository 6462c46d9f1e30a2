import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkFaults, type Surroundings } from '../../../operations/deploy/faults.ts';
import { git } from '../../../operations/deploy/git.ts';
import { OperatorError } from '../../../operations/operator-error.ts';
import { deployedStage } from '../../support/deployed-stage.ts';

let folder: string;
beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'faults-')));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ devDependencies: { node: '24.1.0' } }));
  writeFileSync(join(folder, '.gitignore'), 'dist/\nnode_modules/\n');
  await git(folder, 'init', '--quiet');
  await git(folder, 'add', '.');
  const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.invalid', '-c', 'commit.gpgsign=false'];
  await git(folder, ...author, 'commit', '--quiet', '--message', 'one');
});
afterAll(() => rmSync(folder, { recursive: true }));

const { target, lock } = deployedStage().ports;
const sound = (): Surroundings => ({
  ...{ folder, revision: undefined, prebuilt: false, target, lock, environment: {}, nodeVersion: '24.9.9' },
  isHalfRestored: async () => false,
});
const check = (otherwise: Partial<Surroundings> = {}) => checkFaults({ ...sound(), ...otherwise });

const since = Date.parse('2031-01-01T00:00:00.000Z');
const holder = { deploymentId: 'dep_other', commit: 'abcdef012345'.padEnd(40, '0'), actor: 'ffffffffffff', since };

test('where nothing is wrong, the commit and the settings of the stage are known', async () => {
  const { commit, settings } = await check();
  expect(commit).toBe(await git(folder, 'rev-parse', 'HEAD'));
  expect(settings.release.canaryPercent).toBeGreaterThan(0);
});

test.each<[string, Partial<Surroundings>, RegExp]>([
  [
    'another Node',
    { nodeVersion: '22.20.0' },
    /^This is Node 22\.20\.0 and the project runs on 24\.1\.0: run it as npm run deploy\.$/,
  ],
  ['a commit that there is not', { revision: 'nothing' }, /^There is no commit nothing/],
  [
    'a folder that is not built, said to be',
    { prebuilt: true },
    /^--prebuilt needs node_modules and dist\/functions and web\/dist here/,
  ],
  [
    'a stage that cannot be reached',
    { target: { ...target, faults: async () => ['Nothing listens there.'] } },
    /^Nothing listens there\.$/,
  ],
  [
    'a stage that fails otherwise',
    { target: { ...target, faults: () => Promise.reject(new TypeError('x')) } },
    /^Unexpected failure \(TypeError\)\.$/,
  ],
  [
    'another deployment',
    { lock: { ...lock, holder: async () => holder } },
    /^ffffffffffff deploys abcdef012345 to stage local since 2031-01-01T00:00:00Z\. Wait/,
  ],
  [
    'a backup that is being restored',
    { lock: { ...lock, holder: async () => ({ ...holder, kind: 'restore' }) }, isHalfRestored: async () => true },
    /^A backup is restored into stage local since 2031-01-01T00:00:00Z\. Wait .* repeat npm run restore in a minute\.$/,
  ],
  [
    'a backup that was not restored to its end',
    { isHalfRestored: async () => true },
    /^Stage local is half restored: that was broken off\. Repeat npm run restore/,
  ],
  [
    'a stage of a name that AWS would not take, and no address for its alarms',
    { target: { ...target, place: { kind: 'aws', stage: 'pr-42' } } },
    /^Stage "pr-42" must.*pr42, not pr-42\.\nALARM_EMAIL is not set/,
  ],
])('%s is told, with what to do', async (_, otherwise, words) => {
  const failure = await check(otherwise).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(OperatorError);
  expect(failure).toMatchObject({ message: expect.stringMatching(words) });
});

test('all faults are told at once, a line each', async () => {
  writeFileSync(join(folder, 'new'), '');
  mkdirSync(join(folder, 'web', 'dist'), { recursive: true });
  const lines = await check({
    ...{ nodeVersion: '20.1.0', prebuilt: true },
    target: { ...target, faults: async () => ['One.', 'Two.'] },
  }).catch((error: unknown) => (error instanceof Error ? error.message.split('\n') : []));
  rmSync(join(folder, 'new'));
  expect(lines).toEqual([
    expect.stringMatching(/Node 20/),
    expect.stringMatching(/1 file is changed and not committed, such as new/),
    expect.stringMatching(/--prebuilt needs node_modules and dist\/functions here/),
    'One.',
    'Two.',
  ]);
});
