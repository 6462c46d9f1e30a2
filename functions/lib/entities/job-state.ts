import { Entity, type EntityItem } from 'electrodb';
import { JOB_IDS } from '../../../monitoring/resources.ts';
import { type Database, database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** Where a job goes on, and who is at it: one run at a time, until its lease ends. */
export const jobStateEntity = (at: Database) =>
  new Entity(
    {
      model: { entity: 'jobState', service: APPLICATION, version: '1' },
      attributes: {
        job: { type: JOB_IDS, required: true },
        /** What the job itself has written down of its progress; absent before the first. */
        progress: { type: 'string' },
        /** Id of the run that holds the lease, if one does. */
        runId: { type: 'string' },
        leaseUntil: { type: 'number' },
      },
      indexes: { byJob: { pk: { field: 'pk', composite: ['job'] }, sk: { field: 'sk', composite: [] } } },
    },
    at,
  );

/** The same, in the table of the function that asks. */
export const jobStates = once(() => jobStateEntity(database()));

export type JobState = EntityItem<ReturnType<typeof jobStates>>;
