import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { NOON } from '../../support/http-event.ts';

type Image = Readonly<Record<string, AttributeValue>>;

/** Time of a test's event unless it says otherwise. */
export const EVENT_TIME = NOON - 60_000;

/** The insertion of an order's event, as the table's stream tells of it. */
export function orderRecord(orderId: string, status: string, change: Image = {}): DynamoDBRecord {
  return inserted({
    __edb_e__: { S: 'orderEvent' },
    orderId: { S: orderId },
    status: { S: status },
    at: { N: `${EVENT_TIME}` },
    hour: { S: '2026-06-01T11' },
    actor: { S: 'customer' },
    totalCents: { N: '2500' },
    costCents: { N: '1500' },
    paymentMethod: { S: 'card' },
    user: { S: '0123456789ab' },
    ...change,
  });
}

/** The insertion of a ledger's entry. */
export function ledgerRecord(id: string, movement: string, amountCents: number, change: Image = {}): DynamoDBRecord {
  return inserted({
    __edb_e__: { S: 'ledgerEntry' },
    userId: { S: 'usr_1' },
    id: { S: id },
    at: { N: `${EVENT_TIME}` },
    hour: { S: '2026-06-01T11' },
    movement: { S: movement },
    amountCents: { N: `${amountCents}` },
    reference: { S: 'ord_1' },
    ...change,
  });
}

let sequence = 0;

/** The insertion of any item. */
export function inserted(NewImage: Record<string, AttributeValue>): DynamoDBRecord {
  sequence += 1;
  const ApproximateCreationDateTime = Math.floor(NOON / 1000);
  return { eventName: 'INSERT', dynamodb: { SequenceNumber: `${sequence}`, ApproximateCreationDateTime, NewImage } };
}
