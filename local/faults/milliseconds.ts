import type { Setting } from './setting.ts';

/** Real milliseconds, up to as many. */
export function milliseconds(most: number): Setting<number> {
  return {
    takes: `a number of milliseconds from 0 to ${most}`,
    input: { kind: 'number', minimum: 0, maximum: most },
    read: (value) => (typeof value === 'number' && value >= 0 && value <= most ? value : undefined),
  };
}
