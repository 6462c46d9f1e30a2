import { FRAUD_ACTIONS, ORDER_STATUSES, PAYMENT_METHODS } from '../dimensions.ts';
import { type MetricSelection, metric } from '../metric-query.ts';
import { line, math, part } from './lines.ts';
import type { DashboardDefinition, MetricPanel } from './panel.ts';

const PERIOD = 300;

type Line = readonly [id: string, label: string, metric: MetricSelection];

/** A panel of sums over time; its id is its title. */
function sums(
  title: string,
  unit: MetricPanel['unit'],
  description: string,
  lines: readonly Line[],
  alarms: readonly string[] = [],
): MetricPanel {
  const id = title.toLowerCase().replaceAll(' ', '-');
  const queries = lines.map(([each, label, selection]) => line(each, label, selection, 'Sum'));
  return { type: 'timeSeries', id, title, description, unit, period: PERIOD, queries, alarms };
}

const STATUS_LABELS = {
  created: 'Created',
  paid: 'Paid',
  shipped: 'Shipped',
  delivered: 'Delivered',
  cancelled: 'Cancelled',
  refunded: 'Refunded',
} as const;

const METHOD_LABELS = { card: 'Card', wallet: 'Wallet', invoice: 'Invoice' } as const;
const ACTION_LABELS = { review: 'held for review', block: 'blocked' } as const;

/** What the shop sells, how it is paid for, and what customers do on the way there. */
export const business: DashboardDefinition = {
  id: 'business',
  title: 'Business operations',
  description: 'For who runs the shop: what it sells, how that is paid for, and what customers do on the way there.',
  panels: [
    {
      type: 'alarmStates',
      id: 'alarms',
      title: 'Business alarms',
      description: 'What keeps customers from buying, or somebody from being paid; all must be in OK.',
      width: 'full',
      alarms: [
        'checkout-failing',
        'ledger-mismatch',
        'payment-failures',
        'checkout-failures',
        'orders-delayed',
        'fraud-surge',
        'failed-login-surge',
        'conversion-fallen',
        'orders-anomalous',
        'low-stock',
      ],
    },
    sums(
      'Order life cycle',
      'orders',
      'Orders that reached each status; what is created is paid, shipped and delivered in time, or cancelled or refunded.',
      ORDER_STATUSES.map((Status) => [Status, STATUS_LABELS[Status], metric('orders', { Status })]),
      ['orders-delayed', 'orders-anomalous'],
    ),
    sums(
      'Revenue and margin',
      'cents',
      'Total of the orders paid, and what is left of it once the goods are paid for.',
      [
        ['revenue', 'Revenue', metric('revenueCents', {})],
        ['margin', 'Gross margin', metric('grossMarginCents', {})],
      ],
    ),
    {
      type: 'timeSeries',
      id: 'order-value',
      title: 'Order value',
      description: 'What an order is worth: the average, and the value that one in twenty exceeds.',
      unit: 'cents',
      period: PERIOD,
      queries: [
        line('average', 'Average', metric('revenueCents', {}), 'Average'),
        line('p95', 'p95', metric('revenueCents', {}), 'p95'),
      ],
    },
    {
      type: 'timeSeries',
      id: 'conversion',
      title: 'Conversion',
      description:
        'Orders created for each hundred carts that were started; it falls when something on the way breaks.',
      unit: '%',
      period: 3_600,
      queries: [
        math('conversion', 'Conversion', '100 * FILL(placed, 0) / started'),
        part('placed', metric('orders', { Status: 'created' }), 'Sum'),
        part('started', metric('cartsStarted', {}), 'Sum'),
      ],
      alarms: ['conversion-fallen'],
    },
    sums(
      'Payments authorised',
      'payments',
      'Payments by method; one that disappears is broken or out of favour.',
      PAYMENT_METHODS.map((PaymentMethod) => [
        PaymentMethod,
        METHOD_LABELS[PaymentMethod],
        metric('payments', { PaymentMethod, Result: 'authorised' }),
      ]),
    ),
    sums(
      'Payments refused',
      'payments',
      'Payments that were declined, and those that the provider did not answer.',
      [
        ['card', 'Card declined', metric('payments', { PaymentMethod: 'card', Result: 'declined' })],
        ['failed', 'Card failed', metric('payments', { PaymentMethod: 'card', Result: 'failed' })],
        ['wallet', 'Wallet declined', metric('payments', { PaymentMethod: 'wallet', Result: 'declined' })],
        ['invoice', 'Invoice declined', metric('payments', { PaymentMethod: 'invoice', Result: 'declined' })],
      ],
      ['payment-failures', 'checkout-failing'],
    ),
    sums(
      'Fraud alerts',
      'alerts',
      'Checkouts that a rule held for review or blocked; a burst of them is an attack.',
      [
        ...FRAUD_ACTIONS.map(
          (Action): Line => [
            `amount_${Action}`,
            `Amount, ${ACTION_LABELS[Action]}`,
            metric('fraudAlerts', { Rule: 'amount', Action }),
          ],
        ),
        ...FRAUD_ACTIONS.map(
          (Action): Line => [
            `velocity_${Action}`,
            `Velocity, ${ACTION_LABELS[Action]}`,
            metric('fraudAlerts', { Rule: 'velocity', Action }),
          ],
        ),
        ['mismatch', 'Mismatch, held for review', metric('fraudAlerts', { Rule: 'mismatch', Action: 'review' })],
      ],
      ['fraud-surge'],
    ),
    sums(
      'Wallet',
      'cents',
      'Store credit that moved; refunds that outrun deposits are goods that come back.',
      [
        ['deposit', 'Deposited', metric('walletCents', { Movement: 'deposit' })],
        ['spend', 'Spent', metric('walletCents', { Movement: 'spend' })],
        ['refund', 'Refunded', metric('walletCents', { Movement: 'refund' })],
        ['forfeit', 'Forfeited', metric('walletCents', { Movement: 'forfeit' })],
      ],
      ['ledger-mismatch'],
    ),
    {
      type: 'timeSeries',
      id: 'store-credit',
      title: 'Store credit held',
      description: 'What the shop owes its customers as store credit, as of the last audit of the ledger.',
      unit: 'cents',
      period: 3_600,
      queries: [line('balance', 'Balance', metric('walletBalanceCents', {}), 'Maximum')],
      alarms: ['ledger-mismatch'],
    },
    sums(
      'Carts',
      'carts',
      'Carts started, and products put in, changed and taken out.',
      [
        ['started', 'Started', metric('cartsStarted', {})],
        ['add', 'Added', metric('cartOperations', { Operation: 'add' })],
        ['change', 'Changed', metric('cartOperations', { Operation: 'change' })],
        ['remove', 'Removed', metric('cartOperations', { Operation: 'remove' })],
      ],
      ['conversion-fallen'],
    ),
    sums(
      'Accounts',
      'accounts',
      'New accounts and sign-ins; failed sign-ins in number are somebody guessing passwords.',
      [
        ['registrations', 'Registrations', metric('registrations', {})],
        ['succeeded', 'Sign-ins', metric('logins', { Result: 'succeeded' })],
        ['failed', 'Failed sign-ins', metric('logins', { Result: 'failed' })],
      ],
      ['failed-login-surge'],
    ),
    {
      type: 'stat',
      id: 'stock',
      title: 'Stock',
      description: 'Products in the catalogue, and those of which fewer than five are left.',
      unit: 'products',
      period: PERIOD,
      queries: [
        line('items', 'Products', metric('items', {}), 'Maximum'),
        line('low', 'Low stock', metric('lowStockItems', {}), 'Minimum'),
      ],
      alarms: ['low-stock'],
    },
    {
      type: 'logs',
      id: 'admin-activity',
      title: 'Admin activity',
      description: 'What staff changed, and what was refused; look here first when prices or stock are odd.',
      width: 'full',
      query: 'admin-activity',
      view: 'lines',
      unit: 'lines',
    },
  ],
};
