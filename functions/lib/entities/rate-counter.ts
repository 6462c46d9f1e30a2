import { Entity } from 'electrodb';
import { database } from '../database.ts';
import { once } from '../once.ts';
import { APPLICATION } from './application.ts';

/** How often something was tried within a window of time; one item per subject and window, which all workers raise. */
export const rateCounters = once(
  () =>
    new Entity(
      {
        model: { entity: 'rateCounter', service: APPLICATION, version: '1' },
        attributes: {
          /** Such as `login#<hash of the address>`; never a personal datum itself. */
          subject: { type: 'string', required: true },
          /** Epoch seconds at which the window began. */
          window: { type: 'number', required: true },
          count: { type: 'number', required: true },
          /** What was tried, where that matters and not only how often. */
          tries: { type: 'set', items: 'string' },
          /** Epoch seconds. */
          expiresAt: { type: 'number', required: true },
        },
        indexes: {
          byWindow: { pk: { field: 'pk', composite: ['subject'] }, sk: { field: 'sk', composite: ['window'] } },
        },
      },
      database(),
    ),
);
