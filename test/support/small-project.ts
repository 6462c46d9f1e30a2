import { execFile } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { versionOf } from '../../operations/deploy/commit.ts';
import { git } from '../../operations/deploy/git.ts';
import type { ReleaseSettings } from '../../settings/stage-settings.ts';
import { writeFiles } from './embedded-stage.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..');
/** What a release is made of beside its bundles and pages: the tool that deploys it, and what it defines. */
const SOURCES = ['operations', 'functions', 'monitoring', 'settings', 'local'];
/** What its scripts run. */
const PROGRAMS = [
  fileURLToPath(import.meta.resolve('./small-project/build.mjs')),
  fileURLToPath(import.meta.resolve('./small-project/link.mjs')),
];
const AUTHOR = ['-c', 'user.name=test', '-c', 'user.email=test@example.invalid', '-c', 'commit.gpgsign=false'];

/** What a commit has otherwise than the first. */
export type Commit = {
  /** What the page says. */
  readonly page?: string;
  /** Conditions on `event` under which a function answers 500, by its id. */
  readonly broken?: Readonly<Record<string, string>>;
  /** Programs that npm runs. */
  readonly scripts?: Partial<Record<'postinstall' | 'test' | 'build', string>>;
  readonly settings?: ReleaseSettings;
};

/** A repository as an operator has it, of this project's own code, whose `npm ci`, `npm test` and `npm run build` are short. */
export type SmallProject = {
  readonly folder: string;
  /** Where releases are checked out. */
  readonly temporary: string;
  /** Commits it, and returns the release that it is. */
  commit(commit?: Commit): Promise<string>;
  worktrees(): Promise<number>;
  /** Builds what is checked out, in the operator's own folder. */
  build(): Promise<void>;
  remove(): void;
};

const SETTINGS: ReleaseSettings = { canaryPercent: 50, canaryMinutes: 1, bakeMinutes: 1 };
const SCRIPTS = {
  test: 'node -p 6*7',
  build: `node build.mjs ${join(ROOT, 'dist', 'functions')}`,
};
const PROJECT = { name: 'shop', version: '1.0.0', private: true };

function filesOf({ page = 'Welcome', broken = {}, scripts = {}, settings = SETTINGS }: Commit) {
  const install = `node link.mjs ${join(ROOT, 'node_modules')}`;
  const deploy = 'node local/bootstrap.mjs operations/deploy.ts';
  const all = { postinstall: install, deploy, ...SCRIPTS, ...scripts };
  return {
    'release.json': JSON.stringify({ page, broken }),
    'package.json': JSON.stringify({ ...PROJECT, type: 'module', scripts: all }),
    'settings/stages.ts': `export const STAGES = { local: { release: ${JSON.stringify(settings)} } };\n`,
  };
}

/** Makes the repository, without a commit yet. */
export async function makeSmallProject(): Promise<SmallProject> {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'smallcart-project-')));
  const [folder, temporary] = [join(parent, 'shop'), join(parent, 'temporary')];
  for (const source of SOURCES) cpSync(join(ROOT, source), join(folder, source), { recursive: true });
  for (const program of PROGRAMS) copyFileSync(program, join(folder, basename(program)));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const packages = { '': { ...PROJECT, hasInstallScript: true } };
  writeFiles(folder, {
    '.gitignore': 'node_modules\ndist\n',
    'package-lock.json': JSON.stringify({ ...PROJECT, lockfileVersion: 3, requires: true, packages }),
  });
  mkdirSync(temporary);
  await git(folder, 'init', '--quiet');
  return {
    folder,
    temporary,
    commit: async (commit = {}) => {
      writeFiles(folder, filesOf(commit));
      await git(folder, 'add', '--all');
      await git(folder, ...AUTHOR, 'commit', '--quiet', '--allow-empty', '--message', 'A release');
      return versionOf(await git(folder, 'rev-parse', 'HEAD'));
    },
    build: async () => void (await run('npm', ['run', 'build'], { cwd: folder })),
    worktrees: async () => (await git(folder, 'worktree', 'list')).split('\n').length,
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}
