import type { FaultDefinition } from './fault-definition.ts';
import { RATE, type Rated } from './rate.ts';
import type { Setting } from './setting.ts';

/** The rate is the share of products of which hardly any are left, the same ones each time. */
export type StockRunningOut = Rated & {
  /** How many are left of each at most. */
  readonly left: number;
};

const LEFT: Setting<number> = {
  takes: 'a whole number from 0 to 1000',
  input: { kind: 'number', minimum: 0, maximum: 1_000, whole: true },
  read: (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1_000 ? value : undefined,
};

/** The table tells those who sell that of some products hardly any are left; what it holds is as it was. */
export const stockRunningOut: FaultDefinition<StockRunningOut> = {
  name: 'stock-running-out',
  description: 'Of a third of the products hardly any are left: shoppers find them nearly sold out.',
  defaults: { rate: 0.33, left: 2 },
  members: { rate: RATE, left: LEFT },
};
