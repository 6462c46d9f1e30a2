import { Entity, type EntityItem } from 'electrodb';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { SYNTHETIC } from '../synthetic.ts';
import { APPLICATION } from './application.ts';
import { ROLES } from './session.ts';

/** People who have an account; `gsi1` lists them all, newest id last. */
export const users = once(
  () =>
    new Entity(
      {
        model: { entity: 'user', service: APPLICATION, version: '1' },
        attributes: {
          id: { type: 'string', required: true },
          email: { type: 'string', required: true },
          name: { type: 'string', required: true },
          role: { type: ROLES, required: true },
          /** Set by an admin: whoever is locked can neither sign in nor go on. */
          locked: { type: 'boolean' },
          /** Raised whenever all sessions end; no session is begun that was asked for before. 0 when absent. */
          sessionEpoch: { type: 'number' },
          /** How many orders they have placed; a query by user may list the latest late. 0 when absent. */
          orders: { type: 'number' },
          /** Set while the account is being deleted: nothing is ordered or paid in any more. The name that its orders get. */
          closing: { type: 'string' },
          /** Set for an account that is no customer's: its orders are neither counted nor shipped. */
          synthetic: { type: SYNTHETIC },
          createdAt: { type: 'number', required: true },
          directory: { type: 'string', required: true, default: 'all', readOnly: true },
        },
        indexes: {
          byId: { pk: { field: 'pk', composite: ['id'] }, sk: { field: 'sk', composite: [] } },
          all: {
            index: 'gsi1',
            pk: { field: 'gsi1pk', composite: ['directory'] },
            sk: { field: 'gsi1sk', composite: ['id'] },
          },
        },
      },
      database(),
    ),
);

export type User = EntityItem<ReturnType<typeof users>>;
