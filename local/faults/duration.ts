import { parseDuration } from '../control/duration.ts';
import type { Setting } from './setting.ts';

const SECOND = 1_000;
/** A clock that shows a time so far from now still shows one; in milliseconds. */
const LONGEST = 366 * 86_400_000;

/** How long a fault stays on, in virtual milliseconds; until it is switched off unless given. */
export const DURATION: Setting<number> = {
  takes: 'an ISO 8601 duration from PT1S to P366D such as "PT10M", of virtual time',
  input: { kind: 'duration' },
  read: (value) => {
    const ms = typeof value === 'string' ? parseDuration(value) : undefined;
    return ms !== undefined && ms >= SECOND && ms <= LONGEST ? ms : undefined;
  },
};
