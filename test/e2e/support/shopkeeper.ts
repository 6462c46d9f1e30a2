import type { Page } from 'playwright-core';
import type { Site } from './site.ts';

/** What a product is to be like. */
export type Goods = { name: string; priceCents: number; stock: number };

/** Somebody who runs the shop, at work through its API while others look at its pages. */
export type Shopkeeper = {
  readonly sell: (goods: Goods) => Promise<string>;
  readonly price: (productId: string, priceCents: number) => Promise<void>;
  readonly stock: (productId: string, change: number) => Promise<void>;
  readonly move: (orderId: string, status: 'shipped' | 'delivered' | 'refunded' | 'paid') => Promise<void>;
  readonly decide: (orderId: string, decision: 'approve' | 'reject') => Promise<void>;
};

/** The site's administrator, signed in without a browser. */
export async function hireShopkeeper(site: Site): Promise<Shopkeeper> {
  const call = async (method: string, path: string, body?: unknown, token?: string) => {
    const answer = await fetch(new URL(path, site.url), {
      method,
      headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const { token }: { token: string } = await call('POST', '/api/auth/login', site.admin);
  const edit = async (id: string, change: object) => {
    const path = `/api/admin/products/${id}`;
    const { product }: { product: { revision: number } } = await call('GET', path, undefined, token);
    await call('PUT', path, { revision: product.revision, ...change }, token);
  };
  return {
    sell: async (goods) => {
      const body = { ...goods, category: 'Desk', description: 'Sold in a test.' };
      const { product }: { product: { id: string } } = await call('POST', '/api/admin/products', body, token);
      return product.id;
    },
    price: (id, priceCents) => edit(id, { priceCents }),
    stock: (id, stockChange) => edit(id, { stockChange }),
    move: (id, status) => call('POST', `/api/admin/orders/${id}/status`, { status }, token),
    decide: (id, decision) => call('POST', `/api/admin/reviews/${id}`, { decision }, token),
  };
}

/** The order that the page shows. */
export const shownOrder = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';
