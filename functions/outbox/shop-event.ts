import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { ORDER_STATUSES, PAYMENT_METHODS, WALLET_MOVEMENTS } from '../../monitoring/dimensions.ts';
import type { LedgerEntry } from '../lib/entities/ledger-entry.ts';
import type { OrderEvent } from '../lib/entities/order-event.ts';
import { isDeletedUser } from '../lib/open-account.ts';

/** What the outbox makes known: an order that has reached a status, or a movement of store credit. */
export type ShopEvent = { readonly traceHeader: string | undefined } & (
  | ({ readonly type: 'order' } & Pick<
      OrderEvent,
      'orderId' | 'status' | 'at' | 'totalCents' | 'costCents' | 'paymentMethod' | 'paidAt' | 'user'
    > & {
        /** Whether it is a customer's order: another is neither counted nor shipped. */ readonly ofCustomer: boolean;
      })
  | ({ readonly type: 'wallet' } & Pick<LedgerEntry, 'id' | 'at' | 'movement' | 'amountCents'>)
);

type Image = Readonly<Record<string, AttributeValue>>;

function text(image: Image, name: string): string {
  const value = image[name]?.S;
  if (value === undefined) throw new Error(`An item was inserted without ${name}.`);
  return value;
}

function number(image: Image, name: string): number {
  const value = Number(image[name]?.N);
  if (!Number.isFinite(value)) throw new Error(`An item was inserted without ${name}.`);
  return value;
}

function oneOf<T extends string>(known: readonly T[], image: Image, name: string): T {
  const value = text(image, name);
  const found = known.find((each) => each === value);
  if (found === undefined) throw new Error(`An item was inserted with an unknown ${name}.`);
  return found;
}

function orderEvent(image: Image): ShopEvent {
  return {
    type: 'order',
    orderId: text(image, 'orderId'),
    status: oneOf(ORDER_STATUSES, image, 'status'),
    at: number(image, 'at'),
    totalCents: number(image, 'totalCents'),
    costCents: number(image, 'costCents'),
    paymentMethod: oneOf(PAYMENT_METHODS, image, 'paymentMethod'),
    ...(image.paidAt !== undefined && { paidAt: number(image, 'paidAt') }),
    user: text(image, 'user'),
    ofCustomer: image.synthetic === undefined,
    traceHeader: image.traceHeader?.S,
  };
}

function ledgerEntry(image: Image): ShopEvent {
  return {
    type: 'wallet',
    id: text(image, 'id'),
    at: number(image, 'at'),
    movement: oneOf(WALLET_MOVEMENTS, image, 'movement'),
    amountCents: number(image, 'amountCents'),
    traceHeader: image.traceHeader?.S,
  };
}

/** What a stream record's insertion tells, undefined for any other change of the table; throws for an item that is incomplete. */
export function shopEventOf({ eventName, dynamodb }: DynamoDBRecord): ShopEvent | undefined {
  const image = dynamodb?.NewImage;
  if (eventName !== 'INSERT' || !image) return undefined;
  switch (image.__edb_e__?.S) {
    case 'orderEvent':
      return orderEvent(image);
    case 'ledgerEntry':
      // The ledger of a deleted account goes under another name; what it tells was told when it happened.
      return isDeletedUser(text(image, 'userId')) ? undefined : ledgerEntry(image);
    default:
      return undefined;
  }
}
