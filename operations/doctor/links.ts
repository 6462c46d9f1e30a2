import type { Link } from './link.ts';
import { api } from './links/api.ts';
import { functions } from './links/functions.ts';
import { metrics } from './links/metrics.ts';
import { queues } from './links/queues.ts';

/** All links of the chain, from what shoppers see to who is told when they cannot. */
export const LINKS: readonly Link[] = [api, functions, queues, metrics];
