import type { AuditView } from '../../../functions/admin/audit-log.ts';
import type { ItemView } from '../../../functions/admin/item-view.ts';
import type { JobView } from '../../../functions/admin/job-runs.ts';
import type { AdminOrderView, HistoryView } from '../../../functions/admin/order-view.ts';
import type { AdminProductView } from '../../../functions/admin/product-view.ts';
import type { AdminUserView } from '../../../functions/admin/read-users.ts';
import type { Statistics } from '../../../functions/admin/statistics.ts';
import { api } from '../api/api.ts';
import type { ApiRequest } from '../api/client.ts';
import type { OrderStatus, Role } from '../api/types.ts';
import type { LoadPage } from '../state/use-pages.ts';
import { withQuery } from './frame/page-query.ts';

export type AdminProduct = AdminProductView;
export type AdminUser = AdminUserView;
export type AdminOrder = AdminOrderView;
export type AuditEntry = AuditView;
export type Item = ItemView;

/** An order with the statuses that it has reached. */
export type AdminOrderDetail = AdminOrderView & { readonly history: readonly HistoryView[] };

/** What an item is to be. */
export type ItemWrite = Omit<Item, 'id'>;

type Signal = AbortSignal | undefined;
const reading = (signal: Signal): ApiRequest => ({ ...(signal && { signal }) });
const at = (collection: string, id: string) => `${collection}/${encodeURIComponent(id)}`;

const PRODUCTS = '/api/admin/products';
const ORDERS = '/api/admin/orders';
const USERS = '/api/admin/users';
const ITEMS = '/api/items';

const product = (answer: Promise<{ product: AdminProduct }>) => answer.then((body) => body.product);
const order = (answer: Promise<{ order: AdminOrderDetail }>) => answer.then((body) => body.order);
const user = (answer: Promise<{ user: AdminUser }>) => answer.then((body) => body.user);

type Cursor = { nextCursor: string | null };

/** Reads the lists at a path with a query, page by page. */
function pages<Body extends Cursor, Row>(
  path: string,
  rowsOf: (body: Body) => readonly Row[],
  query: Readonly<Record<string, string | undefined>> = {},
): LoadPage<Row> {
  return async (cursor, signal) => {
    const body = await api<Body>(withQuery(path, { ...query, cursor }), reading(signal));
    return { items: rowsOf(body), nextCursor: body.nextCursor };
  };
}

type Products = Cursor & { products: AdminProduct[] };
type Items = Cursor & { items: Item[] };
type Orders = Cursor & { orders: AdminOrder[] };
type Reviews = Cursor & { reviews: AdminOrder[] };
type Users = Cursor & { users: AdminUser[] };
type Audit = Cursor & { entries: AuditEntry[] };

/** An item together with the tag that a change of it names. */
export type TaggedItem = { readonly item: Item; readonly tag: string };

async function tagged(path: string, request: ApiRequest): Promise<TaggedItem> {
  let tag = '*';
  const answered = (headers: Headers) => {
    tag = headers.get('etag') ?? '*';
  };
  return { item: await api<Item>(path, { ...request, answered }), tag };
}

/** Everything that the administration asks of the API. */
export const adminApi = {
  statistics: (days: { from?: string; to?: string }, signal?: AbortSignal) =>
    api<Statistics>(withQuery('/api/admin/statistics', days), reading(signal)),
  jobs: (signal?: AbortSignal) => api<{ jobs: readonly JobView[] }>('/api/admin/jobs', reading(signal)),
  audit: pages('/api/admin/audit', (body: Audit) => body.entries),

  products: (search: string) => pages(PRODUCTS, (body: Products) => body.products, { search }),
  product: (id: string, signal?: AbortSignal) => product(api(at(PRODUCTS, id), reading(signal))),
  createProduct: (body: object, key: string) =>
    product(api(PRODUCTS, { method: 'POST', body, headers: { 'idempotency-key': key } })),
  editProduct: (id: string, body: object) => product(api(at(PRODUCTS, id), { method: 'PUT', body })),
  deleteProduct: ({ id, revision }: AdminProduct) =>
    api<void>(withQuery(at(PRODUCTS, id), { revision: String(revision) }), { method: 'DELETE' }),
  putPicture: ({ id, revision }: AdminProduct, body: Blob) =>
    product(api(withQuery(`${at(PRODUCTS, id)}/picture`, { revision: String(revision) }), { method: 'PUT', body })),
  deletePicture: ({ id, revision }: AdminProduct) =>
    product(api(withQuery(`${at(PRODUCTS, id)}/picture`, { revision: String(revision) }), { method: 'DELETE' })),

  items: (search: string) => pages(ITEMS, (body: Items) => body.items, { search }),
  item: (id: string, signal?: AbortSignal) => tagged(at(ITEMS, id), reading(signal)),
  createItem: (body: ItemWrite, key: string) =>
    tagged(ITEMS, { method: 'POST', body, headers: { 'idempotency-key': key } }),
  putItem: (id: string, body: ItemWrite, tag: string) =>
    tagged(at(ITEMS, id), { method: 'PUT', body, headers: { 'if-match': tag } }),
  deleteItem: (id: string, tag: string) => api<void>(at(ITEMS, id), { method: 'DELETE', headers: { 'if-match': tag } }),

  orders: (query: Readonly<Record<string, string | undefined>>) => pages(ORDERS, (body: Orders) => body.orders, query),
  order: (id: string, signal?: AbortSignal) => order(api(at(ORDERS, id), reading(signal))),
  moveOrder: (id: string, status: OrderStatus) =>
    order(api(`${at(ORDERS, id)}/status`, { method: 'POST', body: { status } })),
  reviews: pages('/api/admin/reviews', (body: Reviews) => body.reviews),
  decide: (id: string, decision: 'approve' | 'reject') =>
    order(api(at('/api/admin/reviews', id), { method: 'POST', body: { decision } })),

  users: (email: string) => pages(USERS, (body: Users) => body.users, { email }),
  user: (id: string, signal?: AbortSignal) => user(api(at(USERS, id), reading(signal))),
  setRole: (id: string, role: Role) => user(api(`${at(USERS, id)}/role`, { method: 'PUT', body: { role } })),
  setLock: (id: string, locked: boolean) => user(api(`${at(USERS, id)}/lock`, { method: 'PUT', body: { locked } })),
};
