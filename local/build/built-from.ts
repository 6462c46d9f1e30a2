import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from './stamp.ts';

/** What a build was made from: a commit, and whether the folder held just that. */
type BuiltFrom = { readonly commit: string; readonly clean: boolean };

const markFile = (root: string): string => join(root, 'dist', 'built-from.json');

function git(root: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

/** Undefined where there is no git, or no commit. */
function treeOf(root: string): BuiltFrom | undefined {
  try {
    return { commit: git(root, 'rev-parse', 'HEAD'), clean: git(root, 'status', '--porcelain', '--', '.') === '' };
  } catch {
    return undefined;
  }
}

/**
 * Takes back what an earlier build said that it was made from, and looks what this one is made from.
 * @returns how to say so in `dist/built-from.json`, once all of it is built: nothing is said where files changed meanwhile
 */
export function beginBuild(root: string): () => void {
  rmSync(markFile(root), { force: true });
  const before = JSON.stringify(treeOf(root));
  return () => {
    if (before !== undefined && before === JSON.stringify(treeOf(root))) writeWhole(markFile(root), before);
  };
}
