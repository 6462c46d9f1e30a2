import type { FaultDefinition } from './fault-definition.ts';

export type CostSurge = {
  /** How many times what is really due is billed. */
  readonly factor: number;
};

/** AWS bills many times what is due. */
export const costSurge: FaultDefinition<CostSurge> = {
  name: 'cost-surge',
  description: 'AWS bills many times what is due: shoppers notice nothing, but the month ends above its budget.',
  defaults: { factor: 100 },
  members: {
    factor: {
      takes: 'a number from 1 to 1000000',
      input: { kind: 'number', minimum: 1, maximum: 1_000_000 },
      read: (value) => (typeof value === 'number' && value >= 1 && value <= 1_000_000 ? value : undefined),
    },
  },
};
