import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { newId } from '../../../functions/lib/ids.ts';
import { ownCheckout, worktreeCheckout } from '../../../operations/deploy/checkout.ts';
import { readCommit } from '../../../operations/deploy/commit.ts';
import { errorSentence } from '../../../operations/deploy/error-sentence.ts';
import { git } from '../../../operations/deploy/git.ts';
import { tailOf } from '../../../operations/deploy/run-step.ts';

let folder: string;
let first: string;
let second: string;

/** Two commits of `file`, the second with the folder `shop`. */
beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'repository-')));
  await git(folder, 'init', '--quiet');
  first = await commit('one');
  mkdirSync(join(folder, 'shop'));
  writeFileSync(join(folder, 'shop', 'file'), 'in the shop');
  second = await commit('two');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function commit(text: string): Promise<string> {
  writeFileSync(join(folder, 'file'), text);
  await git(folder, 'add', '.');
  const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.invalid', '-c', 'commit.gpgsign=false'];
  await git(folder, ...author, 'commit', '--quiet', '--message', text);
  return git(folder, 'rev-parse', 'HEAD');
}
const worktrees = async () => (await git(folder, 'worktree', 'list')).split('\n').length;
const newName = () => newId('dep', Date.now());

describe('the checkout of a deployment', () => {
  test('has the commit’s files apart from those that are worked on, and goes without a trace', async () => {
    const checkout = worktreeCheckout(folder, newName());
    const tree = await checkout.add(first);
    expect(readFileSync(join(tree, 'file'), 'utf8')).toBe('one');
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('two');
    mkdirSync(join(tree, 'node_modules'));
    await checkout.remove();
    expect(existsSync(join(tree, '..'))).toBe(false);
    expect(await worktrees()).toBe(1);
  });

  test('is found again by who closes a deployment that died, also when its folder is gone', async () => {
    const name = newName();
    const tree = await worktreeCheckout(folder, name).add(second);
    rmSync(tree, { recursive: true });
    await worktreeCheckout(folder, name).remove();
    expect(await worktrees()).toBe(1);
  });

  test.each([['with its working tree'], ['with none yet']])(
    'is in a folder of a name that nobody can guess, found all the same when its maker died, %s',
    async (how) => {
      const name = newName();
      const parent = dirname(await worktreeCheckout(folder, name).add(second));
      const another = dirname(await worktreeCheckout(folder, name).add(first));
      expect(basename(parent)).toMatch(new RegExp(`^smallcart-${name}-[A-Za-z0-9]{6}$`));
      expect(statSync(parent).mode & 0o077).toBe(0);
      expect(another).not.toBe(parent);
      if (how === 'with none yet') await git(folder, 'worktree', 'remove', '--force', join(parent, 'release'));
      else await git(folder, 'worktree', 'lock', join(parent, 'release'));
      const former = worktreeCheckout(folder, `${name}-former`);
      const other = await former.add(first);
      await worktreeCheckout(folder, name).remove();
      expect([parent, another, other].map((path) => existsSync(path))).toEqual([false, false, true]);
      await former.remove();
      expect(await worktrees()).toBe(1);
    },
  );

  test.each([
    ['is missing', () => join(folder, 'no', 'such'), /^Something is missing: the temporary folder, .*TMPDIR\.$/],
    ['is a file', () => join(folder, 'file'), /^Something is missing: the temporary folder/],
  ])('cannot be made where the temporary folder %s, which is said with no path', async (_, path, sentence) => {
    vi.stubEnv('TMPDIR', path());
    const checkout = worktreeCheckout(folder, newName());
    const failure: unknown = await checkout.add(second).catch((error: unknown) => error);
    await checkout.remove();
    vi.unstubAllEnvs();
    expect(errorSentence(failure)).toMatch(sentence);
    expect(errorSentence(failure)).not.toContain(folder);
    expect(tailOf(failure).join()).toContain(path());
  });

  test('that git cannot make is told by the command, with what git says for the operator alone', async () => {
    const checkout = worktreeCheckout(folder, newName());
    const failure: unknown = await checkout.add('0'.repeat(40)).catch((error: unknown) => error);
    await checkout.remove();
    expect(errorSentence(failure)).toBe('git worktree failed. See what git status and git fsck say.');
    expect(tailOf(failure).join()).toContain('0'.repeat(40));
  });

  test('of a project that is a folder of a larger repository is that folder', async () => {
    const checkout = worktreeCheckout(join(folder, 'shop'), newName());
    expect(readFileSync(join(await checkout.add(second), 'file'), 'utf8')).toBe('in the shop');
    await checkout.remove();
  });

  test('that is built already is the operator’s own, which stays', async () => {
    const checkout = ownCheckout(folder, newName());
    expect(await checkout.add(second)).toBe(folder);
    await checkout.remove();
    expect(existsSync(join(folder, 'file'))).toBe(true);
  });
});

describe('the commit to deploy', () => {
  test('is the one that is checked out, or the one that is named', async () => {
    expect(await readCommit(folder, undefined)).toEqual({ commit: second });
    expect(await readCommit(folder, 'HEAD~1')).toEqual({ commit: first });
    expect(await readCommit(folder, first.slice(0, 12))).toEqual({ commit: first });
  });

  test('is never one with changes that are not in it', async () => {
    writeFileSync(join(folder, 'file'), 'changed');
    expect(await readCommit(folder, undefined)).toEqual({
      faults: ['1 file is changed and not committed, such as file: commit or stash them, as a release is a commit.'],
    });
    writeFileSync(join(folder, 'other'), 'new');
    expect((await readCommit(folder, undefined)).faults?.[0]).toMatch(/^2 files are changed/);
    expect(await readCommit(folder, 'HEAD')).toEqual({ commit: second });
    writeFileSync(join(folder, 'file'), 'two');
    rmSync(join(folder, 'other'));
  });

  test.each([['nothing'], ['--all'], ['HEAD^{tree}'], ['a'.repeat(40)]])(
    'is not %s, which is none',
    async (revision) => {
      expect(await readCommit(folder, revision)).toEqual({
        faults: [`There is no commit ${revision} in this repository: fetch it, or name another with --commit.`],
      });
    },
  );

  test('is missing where there is no repository, or nothing in it', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'no-repository-'));
    expect((await readCommit(elsewhere, undefined)).faults?.[0]).toMatch(/not in a git repository/);
    await git(elsewhere, 'init', '--quiet');
    expect(await readCommit(elsewhere, undefined)).toEqual({
      faults: ['There is no commit yet: commit what is to be deployed.'],
    });
    rmSync(elsewhere, { recursive: true });
  });
});
