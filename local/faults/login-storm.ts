import type { FaultDefinition } from './fault-definition.ts';
import { type Paced, PER_MINUTE } from './pace.ts';
import type { Setting } from './setting.ts';

export type LoginStorm = Paced & {
  /** How many e-mail addresses the bots try, none of which the shop knows. */
  readonly accounts: number;
};

const ACCOUNTS: Setting<number> = {
  takes: 'a whole number from 1 to 1000',
  input: { kind: 'number', minimum: 1, maximum: 1_000, whole: true },
  read: (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 1_000 ? value : undefined,
};

/** Bots try passwords. */
export const loginStorm: FaultDefinition<LoginStorm> = {
  name: 'login-storm',
  description:
    'Bots try passwords at the sign-in: those whose address they try are locked out for a quarter of an hour.',
  defaults: { perMinute: 60, accounts: 5 },
  members: { perMinute: PER_MINUTE, accounts: ACCOUNTS },
};
