import { CustomAttributeType, Entity } from 'electrodb';
import { database } from '../database.ts';
import type { KnownAlarms, LastIncident } from '../incidents/alarm-group.ts';
import type { Incident } from '../incidents/incident.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** What is known of the alarms of each group, and which incident of the group is open: there is never a second one. */
export const incidentGroups = once(
  () =>
    new Entity(
      {
        model: { entity: 'incidentGroup', service: APPLICATION, version: '1' },
        attributes: {
          group: { type: 'string', required: true },
          alarms: { type: CustomAttributeType<KnownAlarms>('any'), required: true },
          incident: { type: CustomAttributeType<Incident>('any') },
          last: { type: CustomAttributeType<LastIncident>('any') },
          /** Raised by each change, so that none is lost to another. */
          revision: { type: 'number', required: true },
        },
        indexes: { byGroup: { pk: { field: 'pk', composite: ['group'] }, sk: { field: 'sk', composite: [] } } },
      },
      database(),
    ),
);
