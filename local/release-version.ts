import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** As many digits of a commit's hash as name a release. */
const DIGITS = 12;

/** The version in package.json. */
export function packageVersion(root: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const found = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  return String(found);
}

/** Undefined where there is no git, or the tree is no repository of its own. */
function commitOf(root: string): string | undefined {
  try {
    const output = execFileSync('git', ['rev-parse', '--show-toplevel', 'HEAD'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [top = '', commit] = output.trim().split('\n');
    return realpathSync(top) === realpathSync(root) ? commit : undefined;
  } catch {
    return undefined;
  }
}

/** What functions of the working tree say that they are: the first digits of its commit, outside git the package's version. */
export function releaseVersion(root: string): string {
  return commitOf(root)?.slice(0, DIGITS) ?? packageVersion(root);
}
