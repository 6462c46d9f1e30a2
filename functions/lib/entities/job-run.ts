import { Entity, type EntityItem } from 'electrodb';
import { JOB_IDS } from '../../../monitoring/resources.ts';
import { type Database, database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** How a run ended, if it did: an interrupted one was found dead by the run after it. */
export const RUN_STATUSES = ['running', 'succeeded', 'failed', 'interrupted'] as const;

/** Runs of the jobs in that table, oldest id first; kept for thirty days. */
export const jobRunEntity = (at: Database) =>
  new Entity(
    {
      model: { entity: 'jobRun', service: APPLICATION, version: '1' },
      attributes: {
        job: { type: JOB_IDS, required: true },
        id: { type: 'string', required: true },
        status: { type: RUN_STATUSES, required: true },
        startedAt: { type: 'number', required: true },
        /** Measured, in milliseconds. */
        durationMs: { type: 'number' },
        /** How many things the run has dealt with; what they are depends on the job. */
        processed: { type: 'number' },
        /** Name of the error that ended it. */
        error: { type: 'string' },
        /** Epoch seconds. */
        expiresAt: { type: 'number', required: true },
      },
      indexes: { byJob: { pk: { field: 'pk', composite: ['job'] }, sk: { field: 'sk', composite: ['id'] } } },
    },
    at,
  );

/** Those in the function's own table. */
export const jobRuns = once(() => jobRunEntity(database()));

export type JobRun = EntityItem<ReturnType<typeof jobRuns>>;
