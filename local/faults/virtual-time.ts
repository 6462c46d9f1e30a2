import { DURATION } from './duration.ts';
import type { Setting } from './setting.ts';

/** A length of virtual time, as text. */
export const VIRTUAL_TIME: Setting<string> = {
  takes: DURATION.takes,
  input: { kind: 'duration' },
  read: (value) => (typeof value === 'string' && DURATION.read(value) !== undefined ? value : undefined),
};

/** Its milliseconds. */
export const millisecondsOf = (time: string): number => DURATION.read(time) ?? 0;
