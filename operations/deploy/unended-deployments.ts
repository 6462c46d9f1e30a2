import type { Database } from '../../functions/lib/database.ts';
import type { Deployment } from '../../functions/lib/deployments/deployment.ts';
import { deploymentStore } from '../../functions/lib/deployments/deployment-store.ts';
import { isTableMissing } from './table-missing.ts';

/** One that died is found by the next: more than so many later ones there are never. */
const LOOKED_THROUGH = 50;

/** Deployments of the stage whose records say that they run; none while there is no table. */
export async function unendedDeployments(database: Database, stage: string): Promise<readonly Deployment[]> {
  try {
    const { deployments } = await deploymentStore(database).page(stage, { limit: LOOKED_THROUGH });
    return deployments.filter(({ status }) => status === 'running');
  } catch (error) {
    if (isTableMissing(error)) return [];
    throw error;
  }
}
