import * as z from 'zod/mini';
import type { RouteContract } from '../lib/contract.ts';
import { adminProductExample, itemExample } from './answer-examples.ts';
import { AdminProduct, Item, nextCursor } from './answer-schemas.ts';
import { ItemBody } from './item-request.ts';
import { PICTURE_TYPES } from './picture-size.ts';
import { NewProduct, ProductEdit, ProductListQuery, RevisionQuery } from './product-request.ts';

const OneProduct = z.object({ product: AdminProduct }).register(z.globalRegistry, { id: 'OneAdminProduct' });
const Products = z
  .object({ products: z.array(AdminProduct), nextCursor })
  .register(z.globalRegistry, { id: 'AdminProductPage' });
const Items = z.object({ items: z.array(Item), nextCursor }).register(z.globalRegistry, { id: 'ItemPage' });

const product = { json: OneProduct, example: { product: adminProductExample } } as const;
const { name, description, category, priceCents, costCents, stock } = adminProductExample;

const NO_PRODUCT = 'There is no such product.';
const EDITED = 'It has been edited since that revision (`edited-meanwhile`).';
const FULL =
  'The catalogue holds as many products as it may (`catalogue-full`), or the key was used for another request (`idempotency-key-reused`).';
const DELETED = 'What the same request has made before has been deleted.';
const ONCE = 'The same request with the same key makes it once.';
const BUSY = 'Too many change the same things at this moment.';

/** What the routes of the goods take and answer. */
export const productContract = {
  'GET /api/admin/products': {
    summary: 'Lists products for admins',
    description: 'By name; with `search`, those that have every word of it.',
    query: ProductListQuery,
    answers: {
      200: {
        description: 'A page of products.',
        json: Products,
        example: { products: [adminProductExample], nextCursor: null },
      },
    },
  },
  'POST /api/admin/products': {
    summary: 'Makes a product',
    description: ONCE,
    headers: { 'Idempotency-Key': 'optional' },
    body: { json: NewProduct, example: { name, description, category, priceCents, costCents, stock } },
    answers: { 201: { description: 'The product.', ...product } },
    problems: { 404: DELETED, 409: FULL, 503: BUSY },
  },
  'GET /api/admin/products/{id}': {
    summary: 'Reads a product for admins',
    answers: { 200: { description: 'The product.', ...product } },
    problems: { 404: NO_PRODUCT },
  },
  'PUT /api/admin/products/{id}': {
    summary: 'Edits a product',
    description:
      'What is left out stays. Stock is changed by `stockChange`, or set by `stock` together with `expectedStock`, what you took it to be: sales made meanwhile are never lost.',
    body: { json: ProductEdit, example: { revision: 3, priceCents: 1550, stockChange: 24 } },
    answers: { 200: { description: 'The product as it is now.', ...product } },
    problems: {
      404: NO_PRODUCT,
      409: `${EDITED} Or the stock is another (\`stock-changed\`), or would be too low or too high.`,
      503: BUSY,
    },
  },
  'DELETE /api/admin/products/{id}': {
    summary: 'Deletes a product',
    description: 'With its picture. Orders keep their lines; carts show it no more.',
    query: RevisionQuery,
    answers: { 204: { description: 'It is deleted.', empty: true } },
    problems: { 404: NO_PRODUCT, 409: EDITED, 503: BUSY },
  },
  'PUT /api/admin/products/{id}/picture': {
    summary: 'Uploads a product’s picture',
    description:
      'At most 256 KiB, and 4,096 pixels wide and high; the bytes must be of the type that they are sent as.',
    query: RevisionQuery,
    body: { media: PICTURE_TYPES },
    answers: { 200: { description: 'The product as it is now.', ...product } },
    problems: { 404: NO_PRODUCT, 409: EDITED, 503: BUSY },
  },
  'DELETE /api/admin/products/{id}/picture': {
    summary: 'Deletes a product’s picture',
    description: 'The shop draws one in its place.',
    query: RevisionQuery,
    answers: { 200: { description: 'The product as it is now.', ...product } },
    problems: { 404: 'There is no such product, or nothing was uploaded for it.', 409: EDITED, 503: BUSY },
  },
} satisfies Readonly<Record<string, RouteContract>>;

const item = { json: Item, example: itemExample, headers: ['ETag'] } as const;
const itemBody = { json: ItemBody, example: { name, unitPrice: 14.5, quantity: 12 } };
const NO_ITEM = 'There is no such item.';
const CHANGED = 'It has been edited or sold since you read it: `If-Match` names an older state.';

/** What the routes of the inventory take and answer. */
export const itemContract = {
  'GET /api/items': {
    summary: 'Lists the inventory',
    description: 'The products of the shop by name, as name, unit price and quantity.',
    query: ProductListQuery,
    answers: {
      200: { description: 'A page of items.', json: Items, example: { items: [itemExample], nextCursor: null } },
    },
  },
  'POST /api/items': {
    summary: 'Makes an item',
    description: `It is a product of the shop at once. ${ONCE}`,
    headers: { 'Idempotency-Key': 'optional' },
    body: itemBody,
    answers: { 201: { description: 'The item.', ...item, headers: ['ETag', 'Location'] } },
    problems: { 404: DELETED, 409: FULL, 503: BUSY },
  },
  'GET /api/items/{id}': {
    summary: 'Reads an item',
    answers: { 200: { description: 'The item.', ...item } },
    problems: { 404: NO_ITEM },
  },
  'PUT /api/items/{id}': {
    summary: 'Replaces an item',
    description:
      'Says what there is, as somebody who has just counted it. With `If-Match` only if nothing was edited or sold since it was read.',
    headers: { 'If-Match': 'optional' },
    body: itemBody,
    answers: { 200: { description: 'The item as it is now.', ...item } },
    problems: { 404: NO_ITEM, 409: 'It keeps changing (`edited-meanwhile`).', 412: CHANGED, 503: BUSY },
  },
  'DELETE /api/items/{id}': {
    summary: 'Deletes an item',
    description: 'And so the product.',
    headers: { 'If-Match': 'optional' },
    answers: { 204: { description: 'It is deleted.', empty: true } },
    problems: { 404: NO_ITEM, 409: 'It keeps changing (`edited-meanwhile`).', 412: CHANGED, 503: BUSY },
  },
} satisfies Readonly<Record<string, RouteContract>>;
