import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { LedgerEntry } from '../../../functions/lib/entities/ledger-entry.ts';
import type { Order } from '../../../functions/lib/entities/order.ts';
import type { OrderEvent } from '../../../functions/lib/entities/order-event.ts';
import type { Product } from '../../../functions/lib/entities/product.ts';
import type { SalesHour } from '../../../functions/lib/entities/sales-hour.ts';
import type { Wallet } from '../../../functions/lib/entities/wallet.ts';
import { physicalName } from '../../../monitoring/physical-name.ts';
import { awsClients } from '../aws-clients.ts';

/** What the table holds of the kinds that a storm is judged by. */
export type StoredState = {
  readonly order: readonly Order[];
  readonly orderEvent: readonly OrderEvent[];
  readonly ledgerEntry: readonly LedgerEntry[];
  readonly wallet: readonly Wallet[];
  readonly product: readonly Product[];
  readonly salesHour: readonly SalesHour[];
};

/** Reads the whole table, past the entities and indexes that the functions read it by. */
export async function storedState(awsUrl: string): Promise<StoredState> {
  const client = DynamoDBDocumentClient.from(awsClients(awsUrl).dynamodb);
  const pages = paginateScan({ client }, { TableName: physicalName('local', 'shop'), ConsistentRead: true });
  const items: Record<string, unknown>[] = [];
  for await (const { Items = [] } of pages) items.push(...Items);
  // The entities' own types: the items are as ElectroDB wrote them.
  const of = <T>(entity: string) => items.filter((item) => item.__edb_e__ === entity) as T[];
  return {
    order: of<Order>('order'),
    orderEvent: of<OrderEvent>('orderEvent'),
    ledgerEntry: of<LedgerEntry>('ledgerEntry'),
    wallet: of<Wallet>('wallet'),
    product: of<Product>('product'),
    salesHour: of<SalesHour>('salesHour'),
  };
}
