import { createApi } from '../lib/api.ts';

/** What admins do: goods, people, orders, and what became of them. */
export const api = createApi('admin');
