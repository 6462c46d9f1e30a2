import type { Statistic } from '../cloudwatch.ts';
import { FRAUD_ACTIONS, ORDER_STATUSES, PAYMENT_METHODS } from '../dimensions.ts';
import { type MetricQuery, type MetricSelection, metric } from '../metric-query.ts';
import type { DashboardDefinition, Panel } from './dashboard-definition.ts';

const PERIOD = 300;

type Line = readonly [id: string, label: string, metric: MetricSelection];

function queries(stat: Statistic, lines: readonly Line[]): MetricQuery[] {
  return lines.map(([id, label, selection]) => ({ id, label, metric: selection, stat }));
}

function sums(title: string, unit: Panel['unit'], description: string, lines: readonly Line[]): Panel {
  return { title, description, view: 'timeSeries', unit, period: PERIOD, queries: queries('Sum', lines) };
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
  panels: [
    sums(
      'Order life cycle',
      'orders',
      'Orders that reached each status; what is created is paid, shipped and delivered in time, or cancelled or refunded.',
      ORDER_STATUSES.map((Status) => [Status, STATUS_LABELS[Status], metric('orders', { Status })]),
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
      title: 'Order value',
      description: 'What an order is worth: the average, and the value that one in twenty exceeds.',
      view: 'timeSeries',
      unit: 'cents',
      period: PERIOD,
      queries: [
        { id: 'average', label: 'Average', metric: metric('revenueCents', {}), stat: 'Average' },
        { id: 'p95', label: 'p95', metric: metric('revenueCents', {}), stat: 'p95' },
      ],
    },
    {
      title: 'Conversion',
      description:
        'Orders created for each hundred carts that were started; it falls when something on the way breaks.',
      view: 'timeSeries',
      unit: '%',
      period: 3_600,
      queries: [
        { id: 'conversion', expression: '100 * FILL(placed, 0) / started', label: 'Conversion' },
        { id: 'placed', metric: metric('orders', { Status: 'created' }), stat: 'Sum', returnData: false },
        { id: 'started', metric: metric('cartsStarted', {}), stat: 'Sum', returnData: false },
      ],
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
    sums('Payments refused', 'payments', 'Payments that were declined, and those that the provider did not answer.', [
      ['card', 'Card declined', metric('payments', { PaymentMethod: 'card', Result: 'declined' })],
      ['failed', 'Card failed', metric('payments', { PaymentMethod: 'card', Result: 'failed' })],
      ['wallet', 'Wallet declined', metric('payments', { PaymentMethod: 'wallet', Result: 'declined' })],
      ['invoice', 'Invoice declined', metric('payments', { PaymentMethod: 'invoice', Result: 'declined' })],
    ]),
    sums('Fraud alerts', 'alerts', 'Checkouts that a rule held for review or blocked; a burst of them is an attack.', [
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
    ]),
    sums('Wallet', 'cents', 'Store credit that moved; refunds that outrun deposits are goods that come back.', [
      ['deposit', 'Deposited', metric('walletCents', { Movement: 'deposit' })],
      ['spend', 'Spent', metric('walletCents', { Movement: 'spend' })],
      ['refund', 'Refunded', metric('walletCents', { Movement: 'refund' })],
      ['forfeit', 'Forfeited', metric('walletCents', { Movement: 'forfeit' })],
    ]),
    {
      title: 'Store credit held',
      description: 'What the shop owes its customers as store credit, as of the last audit of the ledger.',
      view: 'timeSeries',
      unit: 'cents',
      period: 3_600,
      queries: [{ id: 'balance', label: 'Balance', metric: metric('walletBalanceCents', {}), stat: 'Maximum' }],
    },
    sums('Carts', 'carts', 'Carts started, and products put in, changed and taken out.', [
      ['started', 'Started', metric('cartsStarted', {})],
      ['add', 'Added', metric('cartOperations', { Operation: 'add' })],
      ['change', 'Changed', metric('cartOperations', { Operation: 'change' })],
      ['remove', 'Removed', metric('cartOperations', { Operation: 'remove' })],
    ]),
    sums(
      'Accounts',
      'accounts',
      'New accounts and sign-ins; failed sign-ins in number are somebody guessing passwords.',
      [
        ['registrations', 'Registrations', metric('registrations', {})],
        ['succeeded', 'Sign-ins', metric('logins', { Result: 'succeeded' })],
        ['failed', 'Failed sign-ins', metric('logins', { Result: 'failed' })],
      ],
    ),
    {
      title: 'Products',
      description: 'Products in the catalogue, and those of which fewer than five are left.',
      view: 'timeSeries',
      unit: 'products',
      period: PERIOD,
      queries: [
        { id: 'items', label: 'Products', metric: metric('items', {}), stat: 'Maximum' },
        { id: 'low', label: 'Low stock', metric: metric('lowStockItems', {}), stat: 'Maximum' },
      ],
    },
  ],
};
