import type { OrderStatus, PaymentMethod } from '../../api/types.ts';
import { formatMoney } from '../../ui/format-money.ts';
import type { AdminOrder } from '../admin-api.ts';

/** What ways to pay are called. */
export const METHOD_WORDS: Readonly<Record<PaymentMethod, string>> = {
  card: 'Card',
  wallet: 'Store credit',
  invoice: 'Invoice',
};

/** Who moved an order on, in a word. */
export const ACTOR_WORDS = { customer: 'the customer', admin: 'an administrator', system: 'the shop itself' } as const;

const RULES: ReadonlyMap<string, string> = new Map([
  ['amount', 'Large amount: more than usual for one order.'],
  ['velocity', 'Many tries: the customer checked out unusually often within an hour.'],
  ['mismatch', 'Foreign card: it was issued in another country than the one it goes to.'],
]);

/** What a fraud rule has found, in words; an unknown one stands for itself. */
export function ruleWords(rule: string): string {
  return RULES.get(rule) ?? rule;
}

/** What a move of an order is called, what it asks first, and what follows from it. */
export type MoveWords = { label: string; title: string; consequence: string; done: string; grave: boolean };

type Moving = Pick<AdminOrder, 'totalCents' | 'currency' | 'paymentMethod' | 'status'>;

function whatComesBack({ totalCents, currency, paymentMethod, status }: Moving): string {
  const amount = formatMoney(totalCents, currency);
  if (paymentMethod === 'card') return `The ${amount} on the card are released.`;
  if (paymentMethod === 'invoice' && status === 'created') return 'Nothing has been paid, so nothing is given back.';
  return `${amount} go back to the customer’s store credit.`;
}

/** The words for moving an order to a status. */
export function moveWords(order: Moving, to: OrderStatus): MoveWords {
  const amount = formatMoney(order.totalCents, order.currency);
  switch (to) {
    case 'created':
      return { label: 'Reopen', title: 'Reopen it?', consequence: '', done: 'The order is open.', grave: false };
    case 'paid':
      return {
        label: 'Mark as paid',
        title: 'Has the money arrived?',
        consequence: `The order counts as paid with ${amount}, and is packed and sent.`,
        done: 'The order is paid.',
        grave: false,
      };
    case 'shipped':
      return {
        label: 'Mark as shipped',
        title: 'Is it on its way?',
        consequence: 'The carrier is told, and the customer gets a tracking number.',
        done: 'The order is shipped.',
        grave: false,
      };
    case 'delivered':
      return {
        label: 'Mark as delivered',
        title: 'Has it arrived?',
        consequence: 'After this it can only be refunded.',
        done: 'The order is delivered.',
        grave: false,
      };
    case 'cancelled':
      return {
        label: 'Cancel',
        title: 'Cancel this order?',
        consequence: `Its products go back into stock. ${whatComesBack(order)}`,
        done: 'The order is cancelled.',
        grave: true,
      };
    case 'refunded':
      return {
        label: 'Refund',
        title: `Refund ${amount}?`,
        consequence: `${amount} are added to the customer’s store credit, and its products go back into stock.`,
        done: 'The order is refunded.',
        grave: true,
      };
    default:
      return to satisfies never;
  }
}
