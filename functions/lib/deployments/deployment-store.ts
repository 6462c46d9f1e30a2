import { isConditionFailure } from '../condition.ts';
import type { Database } from '../database.ts';
import { deploymentEntity } from '../entities/deployment.ts';
import type { Deployment } from './deployment.ts';

/** Thrown when a deployment that has ended is written otherwise: what it ended as, it stays. */
export class DeploymentEndedError extends Error {
  override readonly name = 'DeploymentEndedError';
}

export type DeploymentPage = {
  /** Newest first. */
  readonly deployments: readonly Deployment[];
  /** Cursor of the next page, if there is one. */
  readonly nextCursor: string | null;
};

/** The records of deployments in a stage's table. */
export type DeploymentStore = {
  /** Keeps the record as it stands; DeploymentEndedError when it is kept as ended, by whoever found it dead. */
  save(deployment: Deployment): Promise<void>;
  read(stage: string, id: string): Promise<Deployment | undefined>;
  /** A page of at most `limit`, after the deployment that the cursor names. */
  page(stage: string, query: { readonly limit: number; readonly cursor?: string | undefined }): Promise<DeploymentPage>;
};

async function unlessEnded(deployment: Deployment, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    throw new DeploymentEndedError(`${deployment.id} has ended already.`, { cause: error });
  }
}

/** The records of deployments in that table. */
export function deploymentStore(at: Database): DeploymentStore {
  const entity = deploymentEntity(at);
  return {
    async save(deployment) {
      const { status, endedAt = 0 } = deployment;
      // The same end may be written twice: the answer to the first write may have been lost.
      await unlessEnded(deployment, () =>
        entity
          .put({ ...deployment })
          .where(
            (kept, { notExists, eq }) =>
              `${notExists(kept.status)} OR ${eq(kept.status, 'running')} OR (${eq(kept.status, status)} AND ${eq(kept.endedAt, endedAt)})`,
          )
          .go(),
      );
    },
    async read(stage, id) {
      const { data } = await entity.get({ stage, id }).go({ consistent: true });
      return data ?? undefined;
    },
    async page(stage, { limit, cursor }) {
      const all = entity.query.byStage({ stage });
      const count = limit + 1;
      const { data } = await (cursor === undefined ? all : all.lt({ id: cursor })).go({
        order: 'desc',
        consistent: true,
        ...{ count, limit: count },
      });
      const deployments = data.slice(0, limit);
      return { deployments, nextCursor: data.length > limit ? (deployments.at(-1)?.id ?? null) : null };
    },
  };
}
