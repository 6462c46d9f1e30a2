import { parseDuration } from '../control/duration.ts';
import type { Setting } from './setting.ts';

/** How long a fault stays on, in virtual milliseconds; until it is switched off unless given. */
export const DURATION: Setting<number> = {
  takes: 'an ISO 8601 duration above zero such as "PT10M", of virtual time',
  read: (value) => (typeof value === 'string' ? parseDuration(value) || undefined : undefined),
};
