import type { OrderMessage } from '../../functions/lib/order-message.ts';
import { type BackupSummary, checkBackup } from '../backup/backup-file.ts';
import type { Item } from '../backup/item-json.ts';
import { entityOf, keyText } from '../backup/table-access.ts';

/** What a backup holds, as far as it must be known before it is restored. */
export type BackupContent = BackupSummary & {
  /** The keys of all items. */
  readonly keys: ReadonlySet<string>;
  /** Orders that were paid and not yet shipped. */
  readonly toShip: readonly OrderMessage[];
};

/** Reads a backup to its end; OperatorError unless it is whole. */
export async function readBackup(file: string): Promise<BackupContent> {
  const keys = new Set<string>();
  const paid = new Set<string>();
  const users = new Map<string, string>();
  const look = (item: Item): void => {
    keys.add(keyText(item));
    const status = item.status?.S;
    if (status !== 'paid' || item.synthetic !== undefined) return;
    if (entityOf(item) === 'order' && item.id?.S !== undefined) paid.add(item.id.S);
    if (entityOf(item) === 'orderEvent') users.set(item.orderId?.S ?? '', item.user?.S ?? '');
  };
  const summary = await checkBackup(file, look);
  const toShip = [...paid].map((orderId) => ({ orderId, user: users.get(orderId) ?? '' }));
  return { ...summary, keys, toShip };
}
