import { type LedgerEntry, ledgerEntries } from '../lib/entities/ledger-entry.ts';
import { type WriteAction, writeAll } from '../lib/write.ts';

/** Entries that are moved in one transaction, two writes each; DynamoDB takes at most 100. */
const PAGE = 40;

function moved(entry: LedgerEntry, alias: string): readonly WriteAction[] {
  const { userId, id } = entry;
  return [
    (table) => table.ledgerEntry.remove({ userId, id }).commit(),
    (table) => table.ledgerEntry.create({ ...entry, userId: alias }).commit(),
  ];
}

/** Moves a user's ledger under another name, each entry in one piece, whoever else does the same at the same time. */
export async function moveLedger(userId: string, alias: string, checkTime: () => void): Promise<void> {
  for (;;) {
    const { data } = await ledgerEntries().query.byUser({ userId }).go({ consistent: true, limit: PAGE });
    if (data.length === 0) return;
    checkTime();
    await writeAll(data.flatMap((entry) => moved(entry, alias)));
  }
}
