import { Entity } from 'electrodb';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** How many products a catalogue has, changed in the transactions that make and delete them; absent until one does. */
export const catalogueSizes = once(
  () =>
    new Entity(
      {
        model: { entity: 'catalogueSize', service: APPLICATION, version: '1' },
        attributes: {
          catalogue: { type: 'string', required: true },
          products: { type: 'number', required: true },
        },
        indexes: { byCatalogue: { pk: { field: 'pk', composite: ['catalogue'] }, sk: { field: 'sk', composite: [] } } },
      },
      database(),
    ),
);
