import type { DynamoDBRecord } from 'aws-lambda';
import type { OrderMessage } from '../lib/order-message.ts';
import { pseudonym } from '../lib/pseudonym.ts';

/** A new order as its insertion shows it: the message to send and the trace to continue. */
export type NewOrder = { readonly message: OrderMessage; readonly traceHeader: string | undefined };

/** The order that a stream record inserts, undefined for any other change of the table. */
export function newOrderOf({ eventName, dynamodb }: DynamoDBRecord): NewOrder | undefined {
  const image = dynamodb?.NewImage;
  if (eventName !== 'INSERT' || image?.__edb_e__?.S !== 'order') return undefined;
  const orderId = image.id?.S;
  const userId = image.userId?.S;
  if (!orderId || !userId) throw new Error('An order was inserted without id or userId.');
  return { message: { orderId, user: pseudonym(userId) }, traceHeader: image.traceHeader?.S };
}
