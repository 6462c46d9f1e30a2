import type { FaultDefinition } from './fault-definition.ts';
import { ORDERS, QUEUES } from './queue-scope.ts';
import { VIRTUAL_TIME } from './virtual-time.ts';

export type PoisonMessage = {
  /** ISO 8601, virtual: one such message comes at once, and one more each time that so long has passed. */
  readonly every: string;
  readonly queues: readonly string[];
};

/** Messages come that no function can handle. */
export const poisonMessage: FaultDefinition<PoisonMessage> = {
  name: 'poison-message',
  description:
    'Messages come that no function can handle: they are tried again and again and end among the dead letters, while orders beside them are shipped.',
  defaults: { every: 'PT1H', queues: [ORDERS] },
  members: { every: VIRTUAL_TIME, queues: QUEUES },
};

/** What such a message says. */
export const POISON = 'The fault poison-message put this here: it is no message of the shop’s.';
