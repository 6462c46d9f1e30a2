import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type FilePlace, fileFailure } from './file-failure.ts';
import { git } from './git.ts';

/** A commit's files in a folder of their own, apart from those that the operator works on. */
export interface Checkout {
  /** Makes the folder and returns it. */
  add(commit: string): Promise<string>;
  /** Takes away what `add` has made, and what of it a deployment that died has left; nothing when there is none. */
  remove(): Promise<void>;
}

const PLACE: FilePlace = { name: 'the temporary folder', remedy: 'name another with TMPDIR' };
/** What of a folder's name nobody can guess: as many characters as mkdtemp makes. */
const RANDOM = '[A-Za-z0-9]{6}';

/** A new folder that is this user's alone. */
async function makeFolder(prefix: string): Promise<string> {
  try {
    return await mkdtemp(join(tmpdir(), prefix));
  } catch (error) {
    throw fileFailure(error, PLACE);
  }
}

/** This user's folders of that prefix: who else may write there could make some, too. */
async function madeFolders(prefix: string): Promise<readonly string[]> {
  const isMade = new RegExp(`^${prefix}${RANDOM}$`);
  const names = await readdir(tmpdir()).catch(() => []);
  const paths = names.filter((name) => isMade.test(name)).map((name) => join(tmpdir(), name));
  const found = await Promise.all(paths.map((path) => lstat(path).catch(() => undefined)));
  return paths.filter((_, index) => found[index]?.isDirectory() && found[index].uid === process.getuid?.());
}

/** The paths of registered working trees in folders of that prefix, as git writes them. */
async function registered(repository: string, prefix: string): Promise<readonly string[]> {
  const isMade = new RegExp(`/${prefix}${RANDOM}/release$`);
  const lines = (await git(repository, 'worktree', 'list', '--porcelain')).split('\n');
  const trees = lines.filter((line) => line.startsWith('worktree ')).map((line) => line.slice('worktree '.length));
  return trees.filter((tree) => isMade.test(tree));
}

const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 3 });

/** A working tree of the repository that the folder is in, by a deployment's id or another name, by which it is found again. */
export function worktreeCheckout(folder: string, name: string): Checkout {
  const prefix = `smallcart-${name}-`;
  return {
    add: async (commit) => {
      const tree = join(await makeFolder(prefix), 'release');
      await git(folder, 'worktree', 'add', '--quiet', '--detach', tree, commit);
      // The project may be a folder of a larger repository.
      return join(tree, await git(folder, 'rev-parse', '--show-prefix'));
    },
    remove: async () => {
      for (const made of await madeFolders(prefix)) await removeFolder(made);
      for (const tree of await registered(folder, prefix)) {
        // One whose making was cut off is locked.
        await git(folder, 'worktree', 'remove', '--force', '--force', tree);
        await removeFolder(dirname(tree));
      }
    },
  };
}

/** The operator's own folder, where the commit is installed, tested and built already. */
export function ownCheckout(folder: string, name: string): Checkout {
  return { add: async () => folder, remove: worktreeCheckout(folder, name).remove };
}
