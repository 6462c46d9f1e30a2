import { type CommittedTransactionResult, createWriteTransaction, type TransactWriteItem } from 'electrodb';
import { auditEntries } from './entities/audit-entry.ts';
import { carts } from './entities/cart.ts';
import { catalogueSizes } from './entities/catalogue-size.ts';
import { credentials } from './entities/credential.ts';
import { deploymentShoppers } from './entities/deployment-shopper.ts';
import { idempotencyRecords } from './entities/idempotency.ts';
import { incidentNotes } from './entities/incident-note.ts';
import { ledgerEntries } from './entities/ledger-entry.ts';
import { milestones } from './entities/milestone.ts';
import { orders } from './entities/order.ts';
import { orderEvents } from './entities/order-event.ts';
import { pictures } from './entities/picture.ts';
import { products } from './entities/product.ts';
import { sessions } from './entities/session.ts';
import { users } from './entities/user.ts';
import { wallets } from './entities/wallet.ts';
import { once } from './once.ts';
import { type Outcome, type Pacing, transact } from './transact.ts';

const entities = once(() => ({
  auditEntry: auditEntries(),
  cart: carts(),
  catalogueSize: catalogueSizes(),
  credential: credentials(),
  deploymentShopper: deploymentShoppers(),
  idempotencyRecord: idempotencyRecords(),
  incidentNote: incidentNotes(),
  ledgerEntry: ledgerEntries(),
  milestone: milestones(),
  order: orders(),
  orderEvent: orderEvents(),
  picture: pictures(),
  product: products(),
  session: sessions(),
  user: users(),
  wallet: wallets(),
}));

type WriteItem = CommittedTransactionResult<unknown, TransactWriteItem>;
type Compose = Parameters<typeof createWriteTransaction<ReturnType<typeof entities>, unknown, WriteItem[]>>[1];

/** One write of a transaction, as an entity makes it: `(table) => table.order.create(…).commit()`. */
export type WriteAction = (table: Parameters<Compose>[0]) => WriteItem;

/**
 * Commits all of the writes or none of them. When conditions did not hold, `failed` names the actions by their index; throws
 * what `transact` throws.
 */
export function writeAll(actions: readonly WriteAction[], pacing?: Pacing): Promise<Outcome> {
  const write = createWriteTransaction(entities(), (table) => actions.map((action) => action(table)));
  return transact((token) => write.go({ token }), pacing);
}
