import type { Deployment } from '../../functions/lib/deployments/deployment.ts';
import type { Notice } from '../../functions/lib/incidents/notice.ts';

/** What people are told of a deployment that succeeded; of any other, the alarm on failed deployments tells. */
export function deploymentNotice({ id, stage, status, version, previousVersion }: Deployment): Notice | undefined {
  if (status !== 'succeeded') return undefined;
  const before = previousVersion === undefined ? 'Nothing served before.' : `${previousVersion} served before.`;
  return {
    ...{ stage, id, severity: 'info' },
    title: `Release ${version} serves stage ${stage}`,
    text: `The deployment ${id} succeeded. ${before}`,
  };
}
