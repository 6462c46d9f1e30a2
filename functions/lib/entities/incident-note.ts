import { Entity } from 'electrodb';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** What people wrote of an incident, in the order of its numbers; nothing of it is ever changed. Kept as long as the incident. */
export const incidentNotes = once(
  () =>
    new Entity(
      {
        model: { entity: 'incidentNote', service: APPLICATION, version: '1' },
        attributes: {
          /** Id of the incident. */
          incident: { type: 'string', required: true },
          /** From 1 on. */
          number: { type: 'number', required: true },
          at: { type: 'number', required: true },
          /** A user's id. */
          by: { type: 'string', required: true },
          /** Plain. */
          text: { type: 'string', required: true },
          /** Hash of the Idempotency-Key that it was sent with. */
          keyHash: { type: 'string' },
          /** Epoch seconds. */
          expiresAt: { type: 'number', required: true },
        },
        indexes: {
          byIncident: {
            pk: { field: 'pk', composite: ['incident'] },
            sk: { field: 'sk', composite: ['number'] },
          },
        },
      },
      database(),
    ),
);
