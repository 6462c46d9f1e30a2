import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { OperatorError } from '../operator-error.ts';
import { printedFileFailure } from './file-failure.ts';
import { TailedError } from './tailed-error.ts';

const run = promisify(execFile);

/** Without what a hook or another git says of its own repository. */
function environment(): NodeJS.ProcessEnv {
  const { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE, GIT_PREFIX, ...others } = process.env;
  return { ...others, LC_ALL: 'C' };
}

/** There is no git. */
export class GitMissing extends OperatorError {
  constructor(options: ErrorOptions) {
    super('git is not installed, or not on the PATH: a release is a commit. Install git.', options);
  }
}

/** How git failed: which command of it, and by what is known of its kind; its own words are for the operator alone. */
function gitError(error: unknown, command: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'ENOENT') return new GitMissing({ cause: error });
  const printed = 'stderr' in error ? String(error.stderr).trimEnd() : error.message;
  const reason = printedFileFailure(printed) ?? 'See what git status and git fsck say.';
  return new TailedError(`git ${command} failed. ${reason}`, printed.split('\n'), { cause: error });
}

/**
 * What a git command prints in that folder, without the last line's end.
 * @throws OperatorError when it fails, whose cause is what `execFile` rejected with
 */
export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run('git', args, { cwd: folder, env: environment(), maxBuffer: 64 * 1024 * 1024 });
    return stdout.trimEnd();
  } catch (error) {
    throw gitError(error, args[0] ?? '');
  }
}
