import { Entity } from 'electrodb';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** What a user may do: shop, also look at operations, also change them. */
export const ROLES = ['customer', 'viewer', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Sessions of a user by the SHA-256 of their token, so that all of them can be ended. Expired ones are deleted by DynamoDB. */
export const sessions = once(
  () =>
    new Entity(
      {
        model: { entity: 'session', service: APPLICATION, version: '2' },
        attributes: {
          userId: { type: 'string', required: true },
          tokenHash: { type: 'string', required: true },
          /** The user's `sessionEpoch` when it began; once that is raised, the session has ended. */
          epoch: { type: 'number', required: true },
          createdAt: { type: 'number', required: true },
          /** Epoch seconds. */
          expiresAt: { type: 'number', required: true },
        },
        indexes: {
          byToken: { pk: { field: 'pk', composite: ['userId'] }, sk: { field: 'sk', composite: ['tokenHash'] } },
        },
      },
      database(),
    ),
);
