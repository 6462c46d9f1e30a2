import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Without what a hook or another git says of its own repository. */
function environment(): NodeJS.ProcessEnv {
  const { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE, GIT_PREFIX, ...others } = process.env;
  return { ...others, LC_ALL: 'C' };
}

/** What a git command prints in that folder, without the last line's end; rejects as `execFile` does. */
export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run('git', args, { cwd: folder, env: environment(), maxBuffer: 64 * 1024 * 1024 });
  return stdout.trimEnd();
}
