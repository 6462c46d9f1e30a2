import { OperatorError } from '../operator-error.ts';
import { type Checkout, worktreeCheckout } from './checkout.ts';
import { findCommit, versionOf } from './commit.ts';
import type { ReleaseCommands } from './release-commands.ts';
import type { Release, Work } from './target.ts';

/** Releases that served before, made again to go back to them. */
export type RemadeReleases = {
  make(version: string, work: Work): Promise<Release>;
  /** Takes their folders away. */
  remove(): Promise<void>;
};

/** Makes former releases of a stage again, in folders of their own, from the repository that the folder is in. */
export function createRemadeReleases(folder: string, stage: string, commands: ReleaseCommands): RemadeReleases {
  const checkouts: Checkout[] = [];
  return {
    make: async (version, work) => {
      const commit = await findCommit(folder, version);
      if (commit === undefined)
        throw new OperatorError(`Release ${version} is no commit of this repository: fetch it.`);
      const checkout = worktreeCheckout(folder, `${stage}-${versionOf(commit)}`);
      // One that a deployment has left that died.
      await checkout.remove();
      checkouts.push(checkout);
      const made = await checkout.add(commit);
      await commands.install(made, work);
      await commands.build(made, work);
      return { commit, version: versionOf(commit), folder: made };
    },
    remove: async () => {
      await Promise.all(checkouts.splice(0).map((checkout) => checkout.remove()));
    },
  };
}
