import { describe, expect, test } from 'vitest';
import { adminRoute, maySee } from '../../../web/src/admin/admin-route.ts';

const PAGES = {
  '/admin': { page: 'overview' },
  '/admin/': { page: 'overview' },
  '/admin/orders': { page: 'orders' },
  '/admin/orders/ord_1': { page: 'order', id: 'ord_1' },
  '/admin/products/new': { page: 'new-product' },
  '/admin/products/prd_1': { page: 'product', id: 'prd_1' },
  '/admin/items/new': { page: 'new-item' },
  '/admin/users/new': { page: 'user', id: 'new' },
  '/admin/reviews': { page: 'reviews' },
  '/admin/reviews/ord_1': { page: 'unknown' },
  '/admin/orders/ord_1/more': { page: 'unknown' },
  '/admin/toString': { page: 'unknown' },
} as const;

describe('an address of the administration', () => {
  test.each(Object.entries(PAGES))('%s leads to its page', (path, route) => {
    expect(adminRoute(path)).toEqual(route);
  });
});

describe('a viewer', () => {
  test('sees the figures and the jobs, and nobody’s data', () => {
    const seen = Object.keys(PAGES).filter((path) => maySee('viewer', adminRoute(path)));
    expect(seen.filter((path) => adminRoute(path).page !== 'unknown')).toEqual(['/admin', '/admin/']);
    expect(maySee('viewer', { page: 'jobs' })).toBe(true);
    expect(maySee('customer', { page: 'overview' })).toBe(false);
    expect(maySee('admin', { page: 'audit' })).toBe(true);
  });
});
