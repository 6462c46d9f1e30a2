import * as z from 'zod/mini';
import type { FunctionContract, RouteContract } from '../lib/contract.ts';
import { healthContract } from '../lib/health-contract.ts';
import { CURRENCY } from '../lib/money.ts';
import { CheckoutRequest } from './checkout-request.ts';
import { Order, orderExample } from './order-schema.ts';
import { OrderQuery } from './orders-of.ts';
import { DepositRequest } from './wallet-deposit-request.ts';
import { LedgerQuery } from './wallet-of.ts';
import { Balance, entryExample, LedgerEntry, Wallet } from './wallet-schema.ts';

const cursor = z.nullable(z.string()).check(z.describe('The `cursor` of the next page; null on the last one.'));
const OneOrder = z.object({ order: Order }).register(z.globalRegistry, { id: 'OneOrder' });
const OrderPage = z
  .object({ orders: z.array(Order), nextCursor: cursor })
  .register(z.globalRegistry, { id: 'OrderPage' });
const LedgerPage = z
  .object({ entries: z.array(LedgerEntry), nextCursor: cursor })
  .register(z.globalRegistry, { id: 'LedgerPage' });
const Deposited = z
  .object({ entry: LedgerEntry, balanceCents: Balance })
  .register(z.globalRegistry, { id: 'Deposited' });

const card = { method: 'card', number: '4242424242424242', expiry: '12/39', cvc: '123' } as const;
const order = { json: OneOrder, example: { order: orderExample } } as const;
const NOT_OWN = 'There is no such order, or it is somebody else’s.';
const TOO_OFTEN = 'That was too often in a short time.';

const checkout: RouteContract = {
  summary: 'Buys the cart',
  description:
    'Orders everything in the cart at the prices of this moment. The same request with the same key is answered with the same order.',
  headers: { 'Idempotency-Key': 'required' },
  body: {
    json: CheckoutRequest,
    example: { payment: card, shipping: orderExample.shipping, expectedTotalCents: 2900 },
  },
  answers: { 201: { description: 'The order.', headers: ['RateLimit', 'RateLimit-Policy'], ...order } },
  problems: {
    402: 'The payment was declined, or there is too little store credit.',
    403: 'The order cannot be taken (`fraud-blocked`), or the session or its origin does not allow it.',
    409: 'The cart is empty (`cart-empty`) or has changed (`cart-changed`), there is too little in stock (`out-of-stock`), the total is another (`price-changed`), the key was used for another request (`idempotency-key-reused`), or the account is being deleted (`account-closing`).',
    429: TOO_OFTEN,
    502: 'The payment provider failed. Nothing was charged.',
    503: 'Too many want the same things at this moment.',
    504: 'The payment provider did not answer in time. Nothing was charged.',
  },
};

const cancel: RouteContract = {
  summary: 'Cancels an order',
  description:
    'While nothing is shipped. What was paid by card is released, an open invoice is called off, other money comes back as store credit. Cancelling again changes nothing.',
  answers: { 200: { description: 'The cancelled order.', ...order } },
  problems: {
    404: NOT_OWN,
    409: 'It has been shipped, or has been refunded (`order-status`).',
    503: 'Too many change the same things at this moment.',
  },
};

const deposit: RouteContract = {
  summary: 'Deposits store credit',
  description:
    '1.00 to 1,000.00 from a card, up to a balance of 10,000.00. The same request with the same key is answered with the same entry.',
  headers: { 'Idempotency-Key': 'required' },
  body: { json: DepositRequest, example: { amountCents: 5000, payment: card } },
  answers: {
    201: {
      description: 'The ledger’s entry, and the balance as it is now.',
      headers: ['RateLimit', 'RateLimit-Policy'],
      json: Deposited,
      example: { entry: entryExample, balanceCents: 5000 },
    },
  },
  problems: {
    402: 'The card was declined.',
    409: 'The wallet would hold too much (`wallet-full`), the key was used for another request (`idempotency-key-reused`), or the account is being deleted (`account-closing`).',
    429: TOO_OFTEN,
    502: 'The payment provider failed. Nothing was charged.',
    503: 'Too many change the same wallet at this moment.',
    504: 'The payment provider did not answer in time. Nothing was charged.',
  },
};

/** What checkout takes and answers. */
export const checkoutContract: FunctionContract<'checkout'> = {
  'POST /api/checkout': checkout,
  'GET /api/orders': {
    summary: 'Lists the orders of whoever is signed in',
    description: 'Newest first, a page at a time.',
    query: OrderQuery,
    answers: {
      200: { description: 'A page of orders.', json: OrderPage, example: { orders: [orderExample], nextCursor: null } },
    },
  },
  'GET /api/orders/{id}': {
    summary: 'Reads an order',
    answers: { 200: { description: 'The order, with its history and the parcel’s number.', ...order } },
    problems: { 404: NOT_OWN },
  },
  'POST /api/orders/{id}/cancel': cancel,
  'GET /api/wallet': {
    summary: 'Reads the store credit',
    answers: {
      200: { description: 'The balance.', json: Wallet, example: { balanceCents: 5000, currency: CURRENCY } },
    },
  },
  'GET /api/wallet/ledger': {
    summary: 'Lists the movements of store credit',
    description: 'Newest first, a page at a time. All amounts sum to the balance.',
    query: LedgerQuery,
    answers: {
      200: {
        description: 'A page of entries.',
        json: LedgerPage,
        example: { entries: [entryExample], nextCursor: null },
      },
    },
  },
  'POST /api/wallet/deposits': deposit,
  'GET /health/checkout': healthContract,
};
