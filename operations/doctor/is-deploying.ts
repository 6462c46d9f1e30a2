import { deploymentLockEntity } from '../../functions/lib/entities/deployment-lock.ts';
import type { AskTable } from './ask-table.ts';

/** Whether a deployment keeps its lease of the stage up, which is in real time; rejects with an OperatorError. */
export async function isDeploying(askTable: AskTable, stage: string): Promise<boolean> {
  const { data } = await askTable((at) => deploymentLockEntity(at).get({ stage }).go({ consistent: true }));
  return data !== null && data.leaseUntil > Date.now();
}
