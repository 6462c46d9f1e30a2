import { GitMissing, git } from './git.ts';

/** How many digits of a commit are the version that functions report. */
const VERSION_DIGITS = 12;

/** The commit that is to be deployed, or why it cannot be: a sentence each, with what to do. */
export type CommitReading =
  | { readonly commit: string; readonly faults?: never }
  | { readonly commit?: never; readonly faults: readonly string[] };

/** The release that a commit is. */
export function versionOf(commit: string): string {
  return commit.slice(0, VERSION_DIGITS);
}

async function repositoryFaults(folder: string): Promise<readonly string[]> {
  try {
    await git(folder, 'rev-parse', '--show-toplevel');
    return [];
  } catch (error) {
    if (error instanceof GitMissing) return [error.message];
    return [
      'This folder is not in a git repository: a release is a commit. Clone the repository and deploy from there.',
    ];
  }
}

/** The whole hash of the commit that the revision names, if there is one. */
export async function findCommit(folder: string, revision: string): Promise<string | undefined> {
  try {
    return await git(folder, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
  } catch {
    return undefined;
  }
}

async function changeFaults(folder: string): Promise<readonly string[]> {
  const changed = (await git(folder, 'status', '--porcelain', '--', '.')).split('\n').filter((line) => line !== '');
  const [first] = changed;
  if (first === undefined) return [];
  const what = changed.length === 1 ? '1 file is' : `${changed.length} files are`;
  return [
    `${what} changed and not committed, such as ${first.slice(3)}: commit or stash them, as a release is a commit.`,
  ];
}

/**
 * The commit to deploy: that of the named revision, or the one that is checked out, whose folder must then hold nothing
 * else, lest somebody takes their changes for deployed.
 */
export async function readCommit(folder: string, revision: string | undefined): Promise<CommitReading> {
  const faults = await repositoryFaults(folder);
  if (faults.length > 0) return { faults };
  const commit = await findCommit(folder, revision ?? 'HEAD');
  if (commit === undefined)
    return {
      faults: [
        revision === undefined
          ? 'There is no commit yet: commit what is to be deployed.'
          : `There is no commit ${revision} in this repository: fetch it, or name another with --commit.`,
      ],
    };
  const changes = revision === undefined ? await changeFaults(folder) : [];
  return changes.length > 0 ? { faults: changes } : { commit };
}
