import { CustomAttributeType, Entity } from 'electrodb';
import { SEVERITIES } from '../../../monitoring/resources.ts';
import { type Database, database } from '../database.ts';
import { INCIDENT_STATUSES, type IncidentAlarm, type TimelineEntry } from '../incidents/incident.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** Incidents, oldest id first, as functions/lib/incidents/incident.ts describes them; kept for 455 days, as metrics are. */
export const incidentEntity = (at: Database) =>
  new Entity(
    {
      model: { entity: 'incident', service: APPLICATION, version: '1' },
      attributes: {
        list: { type: 'string', required: true, default: 'all', readOnly: true },
        id: { type: 'string', required: true },
        group: { type: 'string', required: true },
        severity: { type: SEVERITIES, required: true },
        status: { type: INCIDENT_STATUSES, required: true },
        openedAt: { type: 'number', required: true },
        acknowledgedAt: { type: 'number' },
        acknowledgedBy: { type: 'string' },
        escalatedAt: { type: 'number' },
        escalatedBy: { type: 'string' },
        resolvedAt: { type: 'number' },
        reopenings: { type: 'number' },
        reopenedAt: { type: 'number' },
        alarms: { type: CustomAttributeType<readonly IncidentAlarm[]>('any'), required: true },
        timeline: { type: CustomAttributeType<readonly TimelineEntry[]>('any'), required: true },
        /** Epoch seconds. */
        expiresAt: { type: 'number', required: true },
      },
      indexes: {
        byId: { pk: { field: 'pk', composite: ['id'] }, sk: { field: 'sk', composite: [] } },
        byTime: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['list'] },
          sk: { field: 'gsi1sk', composite: ['id'] },
        },
        byStatus: {
          index: 'gsi2',
          pk: { field: 'gsi2pk', composite: ['status'] },
          sk: { field: 'gsi2sk', composite: ['id'] },
        },
      },
    },
    at,
  );

/** Those in the function's own table. */
export const incidents = once(() => incidentEntity(database()));
