import { Entity } from 'electrodb';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** Things that happen once in the life of a table; creating the item in a transaction makes that transaction the only one. */
export const milestones = once(
  () =>
    new Entity(
      {
        model: { entity: 'milestone', service: APPLICATION, version: '1' },
        attributes: {
          name: { type: ['sample-catalogue', 'first-admin'] as const, required: true },
          reachedAt: { type: 'number', required: true },
        },
        indexes: { byName: { pk: { field: 'pk', composite: ['name'] }, sk: { field: 'sk', composite: [] } } },
      },
      database(),
    ),
);
