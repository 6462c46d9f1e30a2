import { CustomAttributeType, Entity } from 'electrodb';
import type { Database } from '../database.ts';
import {
  DEPLOYMENT_STATUSES,
  type DeploymentCheck,
  type DeploymentStep,
  type FunctionVersionsById,
} from '../deployments/deployment.ts';
import { APPLICATION } from './application.ts';

/** Deployments of the stage, oldest id first, all that there ever were; what they hold is described at their type. */
export const deploymentEntity = (at: Database) =>
  new Entity(
    {
      model: { entity: 'deployment', service: APPLICATION, version: '1' },
      attributes: {
        stage: { type: 'string', required: true },
        id: { type: 'string', required: true },
        commit: { type: 'string', required: true },
        version: { type: 'string', required: true },
        previousVersion: { type: 'string' },
        actor: { type: 'string', required: true },
        status: { type: DEPLOYMENT_STATUSES, required: true },
        startedAt: { type: 'number', required: true },
        endedAt: { type: 'number' },
        heartbeatAt: { type: 'number', required: true },
        believedUntil: { type: 'number' },
        traceId: { type: 'string', required: true },
        steps: { type: CustomAttributeType<readonly DeploymentStep[]>('any'), required: true },
        checks: { type: CustomAttributeType<readonly DeploymentCheck[]>('any'), required: true },
        error: { type: 'string' },
        bundleBytes: { type: 'number' },
        monthlyCost: { type: 'number' },
        functionVersions: { type: CustomAttributeType<FunctionVersionsById>('any') },
      },
      indexes: { byStage: { pk: { field: 'pk', composite: ['stage'] }, sk: { field: 'sk', composite: ['id'] } } },
    },
    at,
  );
