import { CustomAttributeType, Entity } from 'electrodb';
import { type Database, database } from '../database.ts';
import { once } from '../once.ts';
import { REPORT_KINDS, type ReportedObjective } from '../slos/sla-report.ts';
import { APPLICATION } from './application.ts';

/** Reports on the objectives, as functions/lib/slos/sla-report.ts describes them, oldest first day first; they are kept for ever. */
export const slaReportEntity = (at: Database) =>
  new Entity(
    {
      model: { entity: 'slaReport', service: APPLICATION, version: '1' },
      attributes: {
        list: { type: 'string', required: true, default: 'all', readOnly: true },
        id: { type: 'string', required: true },
        kind: { type: REPORT_KINDS, required: true },
        from: { type: 'number', required: true },
        to: { type: 'number', required: true },
        timeZone: { type: 'string', required: true },
        writtenAt: { type: 'number', required: true },
        objectives: { type: CustomAttributeType<readonly ReportedObjective[]>('any'), required: true },
      },
      indexes: { byId: { pk: { field: 'pk', composite: ['list'] }, sk: { field: 'sk', composite: ['id'] } } },
    },
    at,
  );

/** Those in the function's own table. */
export const slaReports = once(() => slaReportEntity(database()));
