import { OrderBadge } from '../../orders/order-badge.tsx';
import { Money } from '../../ui/money.tsx';
import type { Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import type { AdminOrder } from '../admin-api.ts';
import { IdLink } from '../frame/id-link.tsx';
import { METHOD_WORDS } from './order-words.ts';

/** The columns of a list of orders. */
export const ORDER_COLUMNS: readonly Column<AdminOrder>[] = [
  { id: 'id', header: 'Order', cell: ({ id }) => <IdLink id={id} /> },
  { id: 'placed', header: 'Placed', cell: ({ createdAt }) => <Time at={createdAt} /> },
  { id: 'status', header: 'Status', cell: (order) => <OrderBadge order={order} /> },
  { id: 'method', header: 'Paid by', cell: ({ paymentMethod }) => METHOD_WORDS[paymentMethod] },
  { id: 'customer', header: 'Customer', cell: ({ userId }) => <IdLink id={userId} /> },
  {
    id: 'total',
    header: 'Total',
    align: 'end',
    cell: ({ totalCents, currency }) => <Money cents={totalCents} currency={currency} />,
  },
];
