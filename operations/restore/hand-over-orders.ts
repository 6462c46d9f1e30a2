import { GetQueueUrlCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { OrderMessage } from '../../functions/lib/order-message.ts';
import { patient } from '../../functions/lib/patience.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { awsAccess } from '../aws-access.ts';
import { explainAwsError } from '../explain-aws-error.ts';
import { OperatorError } from '../operator-error.ts';
import type { Place } from '../place.ts';

/** What SendMessageBatch takes at once. */
const BATCH = 10;

async function send(client: SQSClient, QueueUrl: string, orders: readonly OrderMessage[]): Promise<void> {
  const Entries = orders.map((order, index) => ({ Id: String(index), MessageBody: JSON.stringify(order) }));
  const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  if (Failed.length > 0)
    throw new OperatorError('The order queue did not take all orders that are to be shipped. Repeat the command.');
}

/**
 * Sends orders to fulfilment, which ships each once however often it is sent: what told it of them is lost with the stage
 * that they were placed at.
 */
export async function handOverOrders(place: Place, orders: readonly OrderMessage[]): Promise<void> {
  if (orders.length === 0) return;
  const client = new SQSClient({ ...patient({ attempts: 5, attemptTimeout: 10_000 }), ...awsAccess(place) });
  try {
    const { QueueUrl = '' } = await client.send(
      new GetQueueUrlCommand({ QueueName: physicalName(place.stage, 'orders') }),
    );
    for (let start = 0; start < orders.length; start += BATCH)
      await send(client, QueueUrl, orders.slice(start, start + BATCH));
  } catch (error) {
    throw explainAwsError(error, place, 'sqs:SendMessage');
  }
}
