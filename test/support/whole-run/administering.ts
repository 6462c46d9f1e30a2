import { png } from '../../functions/admin/pictures.ts';
import type { Drive } from './drive.ts';
import { TYPED } from './typed-values.ts';

type Made = { readonly product: { readonly id: string; readonly revision: number } };
type Ask = Drive['ask'];

async function makeProduct(ask: Ask, name: string): Promise<string> {
  const body = { name, category: 'Desk', priceCents: 60_000, costCents: 30_000, stock: 50 };
  return (await ask<Made>('POST /api/admin/products', { body })).body.product.id;
}

/** Makes a product of 600.00; its id. */
export function makeDearProduct(ask: Ask): Promise<string> {
  return makeProduct(ask, 'Grand clock');
}

/** A picture that says something in a place where nobody looks. */
function talkingPicture(): Uint8Array<ArrayBuffer> {
  const text = `tEXtComment\0${TYPED.upload} ${TYPED.email}`;
  return new Uint8Array(Buffer.concat([png({ width: 20, height: 20 }), Buffer.from(text)]));
}

/** How often the product has been edited, as the query of a write says it. */
async function revisionOf(ask: Ask, id: string): Promise<{ revision: string }> {
  const { body } = await ask<Made>('GET /api/admin/products/{id}', { params: { id } });
  return { revision: `${body.product.revision}` };
}

async function changePicture(ask: Ask, id: string): Promise<void> {
  const put = async (type: string, raw: Uint8Array<ArrayBuffer>) => {
    const upload = { params: { id }, query: await revisionOf(ask, id), headers: { 'content-type': type }, raw };
    await ask('PUT /api/admin/products/{id}/picture', upload);
  };
  await put('image/png', talkingPicture());
  await put('image/png', new TextEncoder().encode(TYPED.upload));
  await put(TYPED.upload, talkingPicture());
  const query = await revisionOf(ask, id);
  await ask('DELETE /api/admin/products/{id}/picture', { params: { id }, query });
}

/** Few are left of one product, and another is gone. */
async function changeProducts(ask: Ask, id: string): Promise<void> {
  const { revision } = await revisionOf(ask, id);
  const body = { revision: Number(revision), stockChange: -44 };
  await ask('GET /api/admin/products', { query: { search: TYPED.search } });
  await ask('PUT /api/admin/products/{id}', { params: { id }, body });
  await changePicture(ask, id);
  const other = await makeProduct(ask, 'Short-lived clock');
  const query = await revisionOf(ask, other);
  await ask('DELETE /api/admin/products/{id}', { params: { id: other }, query });
}

async function changeItems(ask: Ask): Promise<void> {
  const body = { name: 'Nut', unitPrice: 0.1, quantity: 3 };
  const make = async () => ({ id: (await ask<{ id: string }>('POST /api/items', { body })).body.id });
  const params = await make();
  await ask('GET /api/items');
  await ask('GET /api/items/{id}', { params });
  await ask('PUT /api/items/{id}', { params, body: { ...body, quantity: 2 } });
  await ask('DELETE /api/items/{id}', { params: await make() });
}

async function changeUser(ask: Ask, id: string): Promise<void> {
  await ask('GET /api/admin/users');
  await ask('GET /api/admin/users', { query: { email: TYPED.email } });
  await ask('GET /api/admin/users/{id}', { params: { id } });
  await ask('PUT /api/admin/users/{id}/role', { params: { id }, body: { role: 'viewer' } });
  await ask('PUT /api/admin/users/{id}/lock', { params: { id }, body: { locked: true } });
}

/** Lets one order that was held pass and calls the other off. */
export async function review(ask: Ask, approved: string, rejected: string): Promise<void> {
  await ask('GET /api/admin/reviews');
  const decide = (orderId: string, decision: string) =>
    ask('POST /api/admin/reviews/{orderId}', { params: { orderId }, body: { decision } });
  await decide(approved, 'approve');
  await decide(rejected, 'reject');
}

/** Sees one order that was shipped to its end, and gives the money back for another. */
export async function finish(ask: Ask, delivered: string, refunded: string): Promise<void> {
  await ask('GET /api/admin/orders', { query: { id: TYPED.path } });
  await ask('GET /api/admin/orders', { query: { status: 'shipped' } });
  await ask('GET /api/admin/orders/{id}', { params: { id: delivered } });
  const move = (id: string, status: string) =>
    ask('POST /api/admin/orders/{id}/status', { params: { id }, body: { status } });
  await move(delivered, 'delivered');
  await move(refunded, 'refunded');
}

/** Changes goods and people, and looks at what has become of it all. */
export async function administer(ask: Ask, { productId, userId }: Readonly<Record<'productId' | 'userId', string>>) {
  await changeProducts(ask, productId);
  await changeItems(ask);
  await changeUser(ask, userId);
  for (const what of ['statistics', 'jobs', 'audit']) await ask(`GET /api/admin/${what}`);
}
