import { Entity, type EntityItem } from 'electrodb';
import type { Database } from '../database.ts';
import { APPLICATION } from './application.ts';

/** Who deploys to the stage: one deployment at a time, until its lease ends. Its times are of the real clock, epoch milliseconds. */
export const deploymentLockEntity = (at: Database) =>
  new Entity(
    {
      model: { entity: 'deploymentLock', service: APPLICATION, version: '1' },
      attributes: {
        stage: { type: 'string', required: true },
        deploymentId: { type: 'string', required: true },
        /** Pseudonym of whoever deploys. */
        actor: { type: 'string', required: true },
        commit: { type: 'string', required: true },
        since: { type: 'number', required: true },
        leaseUntil: { type: 'number', required: true },
      },
      indexes: { byStage: { pk: { field: 'pk', composite: ['stage'] }, sk: { field: 'sk', composite: [] } } },
    },
    at,
  );

export type DeploymentLock = EntityItem<ReturnType<typeof deploymentLockEntity>>;
