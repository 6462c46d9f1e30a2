import type { HttpFunctionId } from '../monitoring/resources.ts';

/** What each function is about, to its callers. */
export const TAGS: Readonly<Record<HttpFunctionId, { readonly name: string; readonly description: string }>> = {
  catalog: { name: 'Catalogue', description: 'Products, their pictures and categories; the shop’s health.' },
  cart: { name: 'Cart', description: 'What somebody is about to buy, signed in or not.' },
  checkout: { name: 'Checkout', description: 'Paying, orders and the wallet.' },
  account: { name: 'Account', description: 'Registering, signing in and out, and one’s own account.' },
  admin: { name: 'Administration', description: 'Goods, people, orders and statistics, for admins.' },
  ops: { name: 'Operations', description: 'Dashboards, alarms, traces and metrics.' },
};
