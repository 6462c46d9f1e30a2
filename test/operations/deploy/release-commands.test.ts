import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { worktreeCheckout } from '../../../operations/deploy/checkout.ts';
import { git } from '../../../operations/deploy/git.ts';
import { RELEASE_COMMANDS } from '../../../operations/deploy/release-commands.ts';
import { createRemadeReleases } from '../../../operations/deploy/remade-releases.ts';
import { runDeployment } from '../../../operations/deploy/run-deployment.ts';
import { deployedStage, REQUEST } from '../../support/deployed-stage.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'project-')));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A repository of a project without packages, whose scripts are these. */
async function project(scripts: Record<string, string>): Promise<string> {
  const project = { name: 'project', version: '1.0.0', private: true };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...project, scripts }));
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({ ...project, lockfileVersion: 3, packages: { '': project } }),
  );
  await git(folder, 'init', '--quiet');
  await git(folder, 'add', '.');
  const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.invalid', '-c', 'commit.gpgsign=false'];
  await git(folder, ...author, 'commit', '--quiet', '--message', 'one');
  return git(folder, 'rev-parse', 'HEAD');
}

/** Deploys the project's commit by npm itself to a stage in memory. */
async function deploy(scripts: Record<string, string>) {
  const commit = await project(scripts);
  const stage = deployedStage();
  const printed: string[] = [];
  const built: string[] = [];
  const { target, progress } = stage.ports;
  const ports = {
    ...stage.ports,
    commands: RELEASE_COMMANDS,
    checkoutOf: (id: string) => worktreeCheckout(folder, id),
    progress: { ...progress, line: (line: string) => void printed.push(line) },
    target: {
      ...target,
      provision: (...[release, work]: Parameters<typeof target.provision>) => {
        built.push(readFileSync(join(release.folder, 'built'), 'utf8'));
        return target.provision(release, work);
      },
    },
  };
  const deployment = await runDeployment(ports, { ...REQUEST, commit, version: commit.slice(0, 12) });
  return { deployment, printed, built, worktrees: (await git(folder, 'worktree', 'list')).split('\n') };
}

/** A build that is made otherwise where NODE_ENV says so, as that of web pages is, and that looks for credentials. */
const WRITE_BUILT = `node -e "const { NODE_ENV, AWS_SECRET_ACCESS_KEY, ACTIONS_ID_TOKEN_REQUEST_TOKEN } = process.env; fs.writeFileSync('built', [NODE_ENV, AWS_SECRET_ACCESS_KEY, ACTIONS_ID_TOKEN_REQUEST_TOKEN].join() + '.')"`;

test('npm installs, tests and builds a commit in a folder of its own, which is deployed and then gone', async () => {
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'of the operator');
  vi.stubEnv('ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'of the workflow');
  const { deployment, printed, built, worktrees } = await deploy({ test: 'node -p 6*7', build: WRITE_BUILT });
  vi.unstubAllEnvs();
  expect(deployment.status).toBe('succeeded');
  expect(printed).toContain('42');
  expect(built).toEqual([',,.']);
  expect(existsSync(join(folder, 'built'))).toBe(false);
  expect(worktrees).toHaveLength(1);
});

const work = { progress: () => undefined, signal: new AbortController().signal };

test('a test that fails is told by its exit code', async () => {
  await project({ test: `node -e "process.exit(7)"` });
  await expect(RELEASE_COMMANDS.test(folder, work)).rejects.toThrow('npm test ended with exit code 7.');
});

test('a release that served before is made again from its version, untested, and its folder removed', async () => {
  const commit = await project({});
  const done: string[] = [];
  const command = (name: string) => async (at: string) =>
    void done.push(`${name} ${existsSync(join(at, 'package.json'))}`);
  const commands = { install: command('install'), test: command('test'), build: command('build') };
  const remade = createRemadeReleases(folder, 'local', commands);
  const release = await remade.make(commit.slice(0, 12), work);
  expect(release).toMatchObject({ commit, version: commit.slice(0, 12) });
  expect(done).toEqual(['install true', 'build true']);
  await expect(remade.make('0123456789ab', work)).rejects.toThrow(/is no commit of this repository: fetch it/);
  await remade.remove();
  expect(existsSync(release.folder)).toBe(false);
});
