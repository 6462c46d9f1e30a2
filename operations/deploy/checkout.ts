import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from './git.ts';

/** A commit's files in a folder of their own, apart from those that the operator works on. */
export interface Checkout {
  /** Makes the folder and returns it. */
  add(commit: string): Promise<string>;
  /** Takes away what `add` has made, and what of it a deployment that died has left; nothing when there is none. */
  remove(): Promise<void>;
}

/** The path of a registered working tree that ends so, as git writes it; undefined when there is none. */
async function registered(repository: string, end: string): Promise<string | undefined> {
  const lines = (await git(repository, 'worktree', 'list', '--porcelain')).split('\n');
  return lines.find((line) => line.startsWith('worktree ') && line.endsWith(end))?.slice('worktree '.length);
}

/** A working tree of the repository that the folder is in, by a deployment's id or another name, by which it is found again. */
export function worktreeCheckout(folder: string, name: string): Checkout {
  const parent = `smallcart-${name}`;
  const parentFolder = join(tmpdir(), parent);
  const tree = join(parentFolder, 'release');
  return {
    add: async (commit) => {
      await mkdir(parentFolder, { mode: 0o700 });
      await git(folder, 'worktree', 'add', '--quiet', '--detach', tree, commit);
      // The project may be a folder of a larger repository.
      return join(tree, await git(folder, 'rev-parse', '--show-prefix'));
    },
    remove: async () => {
      await rm(parentFolder, { recursive: true, force: true, maxRetries: 3 });
      const known = await registered(folder, `/${parent}/release`);
      if (known !== undefined) await git(folder, 'worktree', 'remove', '--force', known);
    },
  };
}

/** The operator's own folder, where the commit is installed, tested and built already. */
export function ownCheckout(folder: string, name: string): Checkout {
  return { add: async () => folder, remove: worktreeCheckout(folder, name).remove };
}
