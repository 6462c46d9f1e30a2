import type { Deployment } from '../../../functions/lib/deployments/deployment.ts';
import { deploymentStore } from '../../../functions/lib/deployments/deployment-store.ts';
import { type Finding, ok, warning, wrong } from '../finding.ts';
import type { Link } from '../link.ts';

/** What serves, and what is recorded of how it came there, newest first. */
export type ReleaseFacts = {
  readonly kind: 'local' | 'aws';
  readonly version: string;
  readonly checkout: string | undefined;
  readonly deployments: readonly Pick<Deployment, 'version' | 'status' | 'previousVersion' | 'startedAt'>[];
  readonly deploying: boolean;
};

/** Deployments that are looked through for the last one that left a release in place. */
const LOOKED_THROUGH = 20;

/** The release that deployments have left in place; undefined when none did. */
function expected(deployments: ReleaseFacts['deployments']): string | undefined {
  for (const { status, version, previousVersion } of deployments) {
    if (status === 'succeeded') return version;
    if (status === 'rolled-back') return previousVersion;
  }
  return undefined;
}

function mismatch({ kind, version }: ReleaseFacts, recorded: string): Finding {
  const seen = `Release ${version} serves, but the last deployment left ${recorded}.`;
  if (kind === 'local')
    return warning(
      `${seen} npm start serves the working tree again.`,
      `Deploy ${recorded} again if it is to serve, or leave it so.`,
    );
  return wrong(seen, 'Deploy again: somebody has moved the aliases, or deployed past npm run deploy.');
}

/** What is wrong with which release serves. */
export function releaseFindings(facts: ReleaseFacts): readonly Finding[] {
  const { kind, version, checkout, deployments, deploying } = facts;
  const [newest] = deployments;
  if (deploying)
    return [ok(`A deployment of ${newest?.version ?? 'a release'} runs; ${version} serves most requests.`)];
  const died =
    newest?.status === 'running'
      ? [
          warning(
            `The deployment of ${newest.version} died.`,
            'Deploy again: that closes it and sets straight what it left.',
          ),
        ]
      : [];
  const recorded = expected(deployments);
  const here = checkout === undefined || checkout === version ? '' : ` This checkout is of ${checkout}.`;
  if (recorded !== undefined && recorded !== version) return [...died, mismatch(facts, recorded)];
  if (recorded !== undefined) return [...died, ok(`Release ${version} serves, as the last deployment left it.${here}`)];
  if (kind === 'local') return [...died, ok(`Release ${version} serves from the working tree.${here}`)];
  const remedy = 'Deploy with npm run deploy, which keeps a record and can go back.';
  return [...died, warning(`Release ${version} serves, of which there is no record.${here}`, remedy)];
}

/** Whether the release that serves is the one that was deployed. */
export const release: Link = {
  name: 'release',
  examine: async ({ place, stage, live: { version }, checkout, askTable, deploying }) => {
    const { deployments } = await askTable((at) => deploymentStore(at).page(stage, { limit: LOOKED_THROUGH }));
    return releaseFindings({ kind: place.kind, version, checkout, deployments, deploying });
  },
};
