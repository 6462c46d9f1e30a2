import type { FaultDefinition } from './fault-definition.ts';

export type LedgerTampered = {
  /** The balance of the wallet that no ledger explains, in cents. */
  readonly balanceCents: number;
};

/** The table holds a wallet, nobody's, whose balance its ledger does not explain. */
export const ledgerTampered: FaultDefinition<LedgerTampered> = {
  name: 'ledger-tampered',
  description: 'A wallet holds money that its ledger does not explain: somebody could buy what nobody has paid for.',
  defaults: { balanceCents: 500 },
  members: {
    balanceCents: {
      takes: 'a whole number of cents from 1 to 100000',
      input: { kind: 'number', minimum: 1, maximum: 100_000, whole: true },
      read: (value) =>
        typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 100_000 ? value : undefined,
    },
  },
};
