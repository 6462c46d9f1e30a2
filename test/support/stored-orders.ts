import { ledgerEntries } from '../../functions/lib/entities/ledger-entry.ts';
import { type Order, orders } from '../../functions/lib/entities/order.ts';
import { orderEvents } from '../../functions/lib/entities/order-event.ts';
import { products } from '../../functions/lib/entities/product.ts';
import { wallets } from '../../functions/lib/entities/wallet.ts';
import { newId } from '../../functions/lib/ids.ts';
import { orderEventOf } from '../../functions/lib/order-event-of.ts';
import { NOON } from './http-event.ts';

/** Puts a product into the table and says its id. */
export async function storeProduct(stock: number, priceCents = 1_000): Promise<string> {
  const id = newId('prd', NOON);
  const about = { name: `Product ${id}`, description: 'A sample.', category: 'Samples' };
  await products()
    .create({ id, ...about, priceCents, stock, createdAt: NOON })
    .go();
  return id;
}

/** Puts an order of one product's unit into the table, with the events of its life so far. */
export async function storeOrder(change: Partial<Order> = {}): Promise<Order> {
  const id = newId('ord', NOON);
  const shipping = { name: 'Ida Example', street: '1 Long Lane', city: 'Sampleton', postcode: '12345', country: 'NL' };
  const line = { productId: newId('prd', NOON), name: 'A sample', quantity: 1, priceCents: 1_000 };
  const order: Order = {
    ...{ id, userId: newId('usr', NOON), status: 'paid', paymentMethod: 'card', currency: 'EUR', createdAt: NOON },
    ...{ lines: [line], shipping, totalCents: 1_000 },
    ...change,
  };
  await orders().create(order).go();
  await orderEvents()
    .create(orderEventOf(order, 'created', NOON, 'customer'))
    .go();
  if (order.status !== 'created')
    await orderEvents()
      .create(orderEventOf(order, 'paid', NOON, 'customer'))
      .go();
  return order;
}

/** The order as the table has it now. */
export async function storedOrder(id: string): Promise<Order> {
  const { data } = await orders().get({ id }).go({ consistent: true });
  if (!data) throw new Error('There is no such order.');
  return data;
}

/** The statuses that an order has reached, as its events tell, in the order of their times. */
export async function statusesOf(orderId: string): Promise<string[]> {
  const { data } = await orderEvents().query.byOrder({ orderId }).go({ pages: 'all', consistent: true });
  return data.toSorted((a, b) => a.at - b.at).map(({ status }) => status);
}

/** What is left of a product. */
export async function stockOf(id: string): Promise<number | undefined> {
  return (await products().get({ id }).go({ consistent: true })).data?.stock;
}

/** A user's store credit and the amounts of its ledger, oldest first. */
export async function creditOfUser(userId: string): Promise<{ balanceCents: number; ledger: number[] }> {
  const { data: wallet } = await wallets().get({ userId }).go({ consistent: true });
  const { data } = await ledgerEntries().query.byUser({ userId }).go({ pages: 'all', consistent: true });
  return { balanceCents: wallet?.balanceCents ?? 0, ledger: data.map(({ amountCents }) => amountCents) };
}
