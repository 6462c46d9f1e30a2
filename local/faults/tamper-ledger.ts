import type { JsonObject } from '../aws/json.ts';
import type { FaultSwitch } from './fault-switch.ts';
import type { LedgerTampered } from './ledger-tampered.ts';

/** Nobody's: the earliest id that there can be, which no user is given. */
export const TAMPERED_USER = 'usr_00000000000000000000000000';

const key = {
  pk: { S: `$shop#userid_${TAMPERED_USER}` },
  sk: { S: '$wallet_1' },
};

/** The wallet as functions/lib/entities/wallet.ts writes one. */
function wallet(balanceCents: number): JsonObject {
  return {
    ...key,
    gsi1pk: { S: '$shop#directory_all' },
    gsi1sk: { S: `$wallet_1#userid_${TAMPERED_USER}` },
    userId: { S: TAMPERED_USER },
    balanceCents: { N: String(balanceCents) },
    entries: { N: '0' },
    directory: { S: 'all' },
    __edb_e__: { S: 'wallet' },
    __edb_v__: { S: '1' },
  };
}

/**
 * Puts the fault ledger-tampered's wallet into the table while it is on, past all that guards the table, and takes it away when
 * it is not; also at once, for what a process that was killed left behind.
 */
export async function tamperLedger(
  fault: Pick<FaultSwitch<LedgerTampered>, 'subscribe'>,
  TableName: string,
  call: (operation: string, input: JsonObject) => Promise<unknown>,
): Promise<void> {
  const restore = (): Promise<unknown> => call('DeleteItem', { TableName, Key: key });
  fault.subscribe(async (settings) => {
    await (settings ? call('PutItem', { TableName, Item: wallet(settings.balanceCents) }) : restore());
  });
  await restore();
}
