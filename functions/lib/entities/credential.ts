import { Entity } from 'electrodb';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/**
 * How a user signs in, by the SHA-256 of the e-mail address: an address can be taken only once, and keys, which may
 * show in error messages, do not tell it.
 */
export const credentials = once(
  () =>
    new Entity(
      {
        model: { entity: 'credential', service: APPLICATION, version: '1' },
        attributes: {
          emailHash: { type: 'string', required: true },
          userId: { type: 'string', required: true },
          passwordHash: { type: 'string', required: true },
        },
        indexes: { byEmail: { pk: { field: 'pk', composite: ['emailHash'] }, sk: { field: 'sk', composite: [] } } },
      },
      database(),
    ),
);
