import { Entity } from 'electrodb';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** The account that the last deployment was verified with: what a verification that died has left is found by the next one. */
export const deploymentShoppers = once(
  () =>
    new Entity(
      {
        model: { entity: 'deploymentShopper', service: APPLICATION, version: '1' },
        attributes: {
          name: { type: ['last'] as const, required: true },
          userId: { type: 'string', required: true },
        },
        indexes: { byName: { pk: { field: 'pk', composite: ['name'] }, sk: { field: 'sk', composite: [] } } },
      },
      database(),
    ),
);
