import { CustomAttributeType, Entity, type EntityItem } from 'electrodb';
import type { Database } from '../database.ts';
import type { FunctionVersionsById } from '../deployments/deployment.ts';
import { APPLICATION } from './application.ts';

/** What served before a deployment began to change the stage. */
type Previous = {
  readonly version: string;
  readonly siteUrl: string;
  readonly functionVersions: FunctionVersionsById;
};

/** What a stage is held for, one at a time: a release is deployed to it, or a backup restored. */
export const LEASE_KINDS = ['deployment', 'restore'] as const;

/** Who deploys to the stage, or restores its table: one at a time, until its lease ends. Its times are of the real clock, epoch milliseconds. */
export const deploymentLockEntity = (at: Database) =>
  new Entity(
    {
      model: { entity: 'deploymentLock', service: APPLICATION, version: '1' },
      attributes: {
        stage: { type: 'string', required: true },
        /** Absent of a deployment. */
        kind: { type: LEASE_KINDS },
        deploymentId: { type: 'string', required: true },
        /** Pseudonym of whoever deploys. */
        actor: { type: 'string', required: true },
        commit: { type: 'string', required: true },
        since: { type: 'number', required: true },
        leaseUntil: { type: 'number', required: true },
        /** Where to go back to if this deployment dies; absent until it begins to change the stage. */
        previous: { type: CustomAttributeType<Previous>('any') },
      },
      indexes: { byStage: { pk: { field: 'pk', composite: ['stage'] }, sk: { field: 'sk', composite: [] } } },
    },
    at,
  );

export type DeploymentLock = EntityItem<ReturnType<typeof deploymentLockEntity>>;
