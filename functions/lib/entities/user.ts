import { Entity } from 'electrodb';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';
import { ROLES } from './session.ts';

/** People who have an account. */
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
          createdAt: { type: 'number', required: true },
        },
        indexes: { byId: { pk: { field: 'pk', composite: ['id'] }, sk: { field: 'sk', composite: [] } } },
      },
      database(),
    ),
);
