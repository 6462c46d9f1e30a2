import { ledgerEntries } from '../../../functions/lib/entities/ledger-entry.ts';
import { type Order, orders } from '../../../functions/lib/entities/order.ts';
import { orderEvents } from '../../../functions/lib/entities/order-event.ts';
import { products } from '../../../functions/lib/entities/product.ts';
import { wallets } from '../../../functions/lib/entities/wallet.ts';
import type { PaymentGateway } from '../../../functions/lib/payments/payment-gateway.ts';
import { sandboxGateway } from '../../../functions/lib/payments/sandbox-gateway.ts';
import { depositActions } from '../../../functions/lib/wallet/wallet-actions.ts';
import { writeAll } from '../../../functions/lib/write.ts';
import { NOON } from '../../support/http-event.ts';

export const CARD = { method: 'card', number: '4242424242424242', expiry: '12/30', cvc: '123' };
export const SHIPPING = {
  name: 'Ida Example',
  street: '1 Long Lane',
  city: 'Sampleton',
  postcode: '12345',
  country: 'NL',
};

/** A body of a checkout for each way to pay. */
export const BODIES = {
  card: { payment: CARD, shipping: SHIPPING },
  wallet: { payment: { method: 'wallet' }, shipping: SHIPPING },
  invoice: { payment: { method: 'invoice' }, shipping: SHIPPING },
} as const;

/** The sandbox, with a memory of what it was asked for by which reference, and faults on demand. */
export type RecordingGateway = PaymentGateway & {
  readonly asked: string[];
  readonly voided: string[];
  readonly captured: string[];
  /** Comes before every answer of an authorisation. */
  before: () => Promise<unknown>;
  /** Comes before everything that settles a payment. */
  settling: () => Promise<unknown>;
  forget(): void;
};

export function recordingGateway(): RecordingGateway {
  const gateway: RecordingGateway = {
    ...{ asked: [], voided: [], captured: [] },
    async before() {},
    async settling() {},
    async authorise(request, signal) {
      gateway.asked.push(request.reference);
      await gateway.before();
      return sandboxGateway.authorise(request, signal);
    },
    async authoriseInvoice(request, signal) {
      gateway.asked.push(request.reference);
      await gateway.before();
      return sandboxGateway.authoriseInvoice(request, signal);
    },
    async capture(reference) {
      gateway.captured.push(reference);
      await gateway.settling();
    },
    async void(reference) {
      gateway.voided.push(reference);
      await gateway.settling();
    },
    invoicePaid: sandboxGateway.invoicePaid,
    forget() {
      for (const list of [gateway.asked, gateway.voided, gateway.captured]) list.length = 0;
      gateway.before = gateway.settling = async () => {};
    },
  };
  return gateway;
}

/** Gives a user store credit, as a deposit does. */
export async function deposit(userId: string, amountCents: number): Promise<void> {
  const change = { userId, amountCents, reference: 'pay_deposit', now: NOON - 1 };
  const outcome = await writeAll(depositActions(change).actions);
  if (!outcome.committed) throw new Error('The deposit was refused.');
}

/** A user's store credit, and what the ledger says that it should be. */
export async function creditOf(userId: string): Promise<{ balance: number; ledger: number; spent: number }> {
  const { data: wallet } = await wallets().get({ userId }).go({ consistent: true });
  const { data: entries } = await ledgerEntries().query.byUser({ userId }).go({ consistent: true, pages: 'all' });
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
  return {
    balance: wallet?.balanceCents ?? 0,
    ledger: sum(entries.map(({ amountCents }) => amountCents)),
    spent: sum(entries.map(({ movement, amountCents }) => (movement === 'spend' ? -amountCents : 0))),
  };
}

/** The user's orders, oldest first. */
export async function ordersOf(userId: string): Promise<Order[]> {
  return (await orders().query.byUser({ userId }).go({ pages: 'all' })).data;
}

/** The statuses of which the order has events, in the order of the alphabet. */
export async function eventsOf(orderId: string): Promise<string[]> {
  const { data } = await orderEvents().query.byOrder({ orderId }).go({ consistent: true });
  return data.map(({ status }) => status).sort();
}

/** What is left of a product at this moment. */
export async function stockOf(id: string): Promise<number | undefined> {
  return (await products().get({ id }).go({ consistent: true })).data?.stock;
}
