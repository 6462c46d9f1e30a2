import type { Setting } from './setting.ts';

/** How many come in a virtual minute. */
export type Paced = { readonly perMinute: number };

export const PER_MINUTE: Setting<number> = {
  takes: 'a number above 0, up to 6000',
  input: { kind: 'number', minimum: 0, maximum: 6_000 },
  read: (value) => (typeof value === 'number' && value > 0 && value <= 6_000 ? value : undefined),
};
