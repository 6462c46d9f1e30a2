import type { ApiClient } from '../api/client.ts';
import type { Order, OrderPage, Wallet } from '../api/types.ts';
import { isUnderWay } from '../orders/timeline.ts';

/** What an account holds that goes, or stands in the way, when it is deleted. */
export type Holdings = { wallet: Wallet; openOrders: readonly Order[] };

/** Reads store credit and open orders; of very many orders, those among the latest hundred. */
export async function readHoldings(api: ApiClient, signal: AbortSignal): Promise<Holdings> {
  const [wallet, { orders }] = await Promise.all([
    api<Wallet>('/api/wallet', { signal }),
    api<OrderPage>('/api/orders?limit=100', { signal }),
  ]);
  return { wallet, openOrders: orders.filter(isUnderWay) };
}
