import type { OrderStatus } from '../../api/types.ts';

/** Statuses of orders, in the order of their life. */
const STATUSES = {
  created: 'Not paid yet',
  paid: 'Paid',
  shipped: 'Shipped',
  delivered: 'Delivered',
  cancelled: 'Cancelled',
  refunded: 'Refunded',
} as const satisfies Readonly<Record<OrderStatus, string>>;

/** Statuses to choose from, with what they are called. */
export const STATUS_CHOICES = Object.entries(STATUSES);

/** What an order of that status is called. */
export const statusName = (status: OrderStatus): string => STATUSES[status];

/** Which orders are looked for: an order's or customer's id, a status, first and last day (`2026-11-21`); each may be empty. */
export type OrderQuery = { find: string; status: string; from: string; to: string };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const dayOf = (text: string | undefined) =>
  text !== undefined && DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : '';

/** The query that an address asks for; what makes no sense in it is left out. */
export function readOrderQuery(params: Readonly<Record<string, string | undefined>>): OrderQuery {
  const { find = '', status = '', from, to } = params;
  return {
    find: find.trim().slice(0, 40),
    status: Object.hasOwn(STATUSES, status) ? status : '',
    from: dayOf(from),
    to: dayOf(to),
  };
}

/** What is wrong with a query, at the field that it is about. */
export function orderQueryProblems({ find, from, to }: OrderQuery): Readonly<Record<string, string>> {
  return {
    ...(find !== '' &&
      !/^(ord|usr|del)_[0-9A-Z]{26}$/.test(find) && {
        find: 'Enter a whole order number (ord_…) or customer id (usr_…).',
      }),
    ...(from !== '' && to !== '' && from > to && { to: 'The last day is before the first one.' }),
  };
}

/** Midnight at which a day begins where the admin is, or the day after it. */
function midnight(day: string, later = 0): string | undefined {
  if (day === '') return undefined;
  const at = new Date(`${day}T00:00`);
  at.setDate(at.getDate() + later);
  return at.toISOString();
}

/** The API's parameters for a query; an order's number leaves no question about the rest. */
export function orderParams({ find, status, from, to }: OrderQuery): Readonly<Record<string, string | undefined>> {
  if (find.startsWith('ord_')) return { id: find };
  return { userId: find, status, from: midnight(from), to: midnight(to, 1) };
}
