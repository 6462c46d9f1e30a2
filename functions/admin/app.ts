import { createApi } from '../lib/api.ts';
import type { Api } from '../lib/context.ts';
import { addAuditRoutes } from './audit-routes.ts';
import type { Partners } from './change-order.ts';
import { addItemRoutes } from './item-routes.ts';
import { addOrderRoutes } from './order-routes.ts';
import { addProductRoutes } from './product-routes.ts';
import { addStatisticsRoutes } from './statistics-routes.ts';
import { addUserRoutes } from './user-routes.ts';

/** What admins do: goods, people, orders, and what became of them. */
export function createAdminApi(partners: Partners): Api {
  const api = createApi('admin');
  addItemRoutes(api);
  addProductRoutes(api);
  addUserRoutes(api);
  addOrderRoutes(api, partners);
  addStatisticsRoutes(api);
  addAuditRoutes(api);
  return api;
}
