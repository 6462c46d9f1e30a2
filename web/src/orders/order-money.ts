import type { Order, PaymentMethod } from '../api/types.ts';

type Paid = Pick<Order, 'status' | 'paymentMethod' | 'paidAt'>;

/** Where the money of an order that ends goes: back to the store credit, back to the card, or nowhere as none had come. */
export type MoneyBack = 'credit' | 'card' | 'nothing';

const PAID: Readonly<Record<PaymentMethod, string>> = {
  card: 'paid by card',
  wallet: 'paid with store credit',
  invoice: 'paid by invoice',
};

const TO_PAY: Readonly<Record<PaymentMethod, string>> = {
  card: 'to be charged to your card',
  wallet: PAID.wallet,
  invoice: 'to pay by invoice',
};

/** What stands beside the total: how it was, or is to be, paid. */
export function totalLabel({ status, paymentMethod, paidAt }: Paid): string {
  if (status === 'cancelled' && paidAt === undefined) return 'Total';
  return `Total, ${(status === 'created' ? TO_PAY : PAID)[paymentMethod]}`;
}

/** Whether the customer may still cancel an order: until it is shipped. */
export function canCancel({ status }: Pick<Order, 'status'>): boolean {
  return status === 'created' || status === 'paid';
}

/** Where the money of an order goes if it is cancelled now. */
export function backOnCancel({ paymentMethod, paidAt }: Paid): MoneyBack {
  if (paymentMethod === 'card') return 'card';
  return paymentMethod === 'wallet' || paidAt !== undefined ? 'credit' : 'nothing';
}

/** Where the money of an order went that was cancelled or refunded. */
export function wentBack({ creditedCents, paymentMethod }: Pick<Order, 'creditedCents' | 'paymentMethod'>): MoneyBack {
  if (creditedCents > 0) return 'credit';
  return paymentMethod === 'card' ? 'card' : 'nothing';
}

const INVOICE_DAYS = 14;

/** When an invoice has to be paid, as ISO 8601: 14 days after the order. */
export function invoiceDue({ createdAt }: Pick<Order, 'createdAt'>): string {
  return new Date(Date.parse(createdAt) + INVOICE_DAYS * 86_400_000).toISOString();
}
