import type { Role } from '../api/types.ts';

/** The administration's pages. */
export type AdminRoute =
  | { page: 'overview' | 'orders' | 'reviews' | 'products' | 'new-product' | 'items' | 'new-item' }
  | { page: 'users' | 'jobs' | 'audit' | 'unknown' }
  | { page: 'order' | 'product' | 'item' | 'user'; id: string };

const LISTS = {
  orders: { list: 'orders', one: 'order', fresh: undefined },
  products: { list: 'products', one: 'product', fresh: 'new-product' },
  items: { list: 'items', one: 'item', fresh: 'new-item' },
  users: { list: 'users', one: 'user', fresh: undefined },
} as const;

const isList = (section: string): section is keyof typeof LISTS => Object.hasOwn(LISTS, section);

/** The page that a path below /admin leads to. */
export function adminRoute(path: string): AdminRoute {
  const [, , section = '', id = '', ...rest] = path.replace(/\/+$/, '').split('/');
  if (rest.length > 0) return { page: 'unknown' };
  if (isList(section)) {
    const { list, one, fresh } = LISTS[section];
    if (id === '') return { page: list };
    return id === 'new' && fresh !== undefined ? { page: fresh } : { page: one, id };
  }
  if (id !== '') return { page: 'unknown' };
  if (section === '') return { page: 'overview' };
  return section === 'reviews' || section === 'jobs' || section === 'audit' ? { page: section } : { page: 'unknown' };
}

/** Whether somebody of that role may see the page; viewers see what the shop counts, and no one's data. */
export function maySee(role: Role, { page }: AdminRoute): boolean {
  return role === 'admin' || (role === 'viewer' && (page === 'overview' || page === 'jobs' || page === 'unknown'));
}
