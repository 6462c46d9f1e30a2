import { type DeploymentLock, deploymentLockEntity } from '../../functions/lib/entities/deployment-lock.ts';
import type { AskTable } from './ask-table.ts';

/** The lease of the stage that somebody keeps up, which is in real time; rejects with an OperatorError. */
export async function readLease(askTable: AskTable, stage: string): Promise<DeploymentLock | undefined> {
  const { data } = await askTable((at) => deploymentLockEntity(at).get({ stage }).go({ consistent: true }));
  return data !== null && data.leaseUntil > Date.now() ? data : undefined;
}
