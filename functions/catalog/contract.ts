import * as z from 'zod/mini';
import type { FunctionContract, RouteContract } from '../lib/contract.ts';
import { healthContract, livenessContract } from '../lib/health-contract.ts';
import { Product, productExample } from '../lib/product-schema.ts';
import { PictureQuery, ProductQuery } from './product-query.ts';

const ProductPage = z
  .object({
    products: z.array(Product),
    total: z.int().check(z.minimum(0), z.describe('How many products match in all, on every page.')),
    nextCursor: z.nullable(z.string()).check(z.describe('The `cursor` of the next page; null on the last one.')),
  })
  .register(z.globalRegistry, { id: 'ProductPage' });

const Categories = z
  .object({ categories: z.array(z.object({ name: z.string(), count: z.int().check(z.minimum(1)) })) })
  .register(z.globalRegistry, { id: 'Categories' });

const Health = z
  .object({ status: z.literal('ok'), version: z.string(), checks: z.object({ table: z.literal('ok') }) })
  .register(z.globalRegistry, { id: 'Health' });

const CACHED = ['ETag', 'Cache-Control'] as const;
const unchanged = {
  description: 'It is what you have: the `If-None-Match` sent names it.',
  headers: CACHED,
  empty: true,
} as const;

const productList: RouteContract = {
  summary: 'Finds products',
  description:
    'Products that match all of what is asked for, sorted, a page at a time. Stock and prices may be some seconds old.',
  query: ProductQuery,
  headers: { 'If-None-Match': 'optional' },
  answers: {
    200: {
      description: 'A page of products.',
      headers: CACHED,
      json: ProductPage,
      example: { products: [productExample], total: 1, nextCursor: null },
    },
    304: unchanged,
  },
};

const product: RouteContract = {
  summary: 'Reads a product',
  description: 'The product as it is at this moment.',
  headers: { 'If-None-Match': 'optional' },
  answers: {
    200: { description: 'The product.', headers: CACHED, json: Product, example: productExample },
    304: unchanged,
  },
  problems: { 404: 'There is no such product.' },
};

const picture: RouteContract = {
  summary: 'Reads a product’s picture',
  description: 'The picture that was uploaded for the product, or one that the shop has drawn.',
  query: PictureQuery,
  headers: { 'If-None-Match': 'optional' },
  answers: {
    200: {
      description: 'The picture.',
      headers: CACHED,
      media: ['image/svg+xml', 'image/png', 'image/jpeg', 'image/webp'],
    },
    304: unchanged,
  },
  problems: { 404: 'There is no such product.' },
};

const categories: RouteContract = {
  summary: 'Lists the categories',
  headers: { 'If-None-Match': 'optional' },
  answers: {
    200: {
      description: 'Every category that has products, by name, with how many.',
      headers: CACHED,
      json: Categories,
      example: { categories: [{ name: 'Kitchen', count: 8 }] },
    },
    304: unchanged,
  },
};

const health: RouteContract = {
  summary: 'Says how the shop is',
  answers: {
    200: {
      description: 'It is well.',
      json: Health,
      example: { status: 'ok', version: '3f2c1ab', checks: { table: 'ok' } },
    },
  },
  problems: { 503: 'The table does not answer.' },
};

/** What catalog takes and answers. */
export const catalogContract: FunctionContract<'catalog'> = {
  'GET /api/products': productList,
  'GET /api/products/{id}': product,
  'GET /api/products/{id}/picture': picture,
  'GET /api/categories': categories,
  'GET /health': health,
  'GET /health/live': livenessContract,
  'GET /health/ready': healthContract,
  'GET /health/catalog': healthContract,
};
