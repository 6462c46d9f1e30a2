import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { env } from '../lib/env.ts';
import { once } from '../lib/once.ts';
import type { OrderMessage } from '../lib/order-message.ts';
import { PATIENCE, patient } from '../lib/patience.ts';
import { tracedClient } from '../lib/traced-client.ts';
import { correlation, serviceTraceHeader } from '../lib/tracing.ts';

const queue = once(() => tracedClient(new SQSClient(patient(PATIENCE))));

/** Sends the order to fulfilment, which continues the active segment's trace. */
export async function sendOrder({ orderId, user }: OrderMessage): Promise<void> {
  const header = serviceTraceHeader();
  const { correlationId } = correlation();
  await queue().send(
    new SendMessageCommand({
      QueueUrl: env().orderQueueUrl,
      MessageBody: JSON.stringify({ orderId, user, correlationId }),
      ...(header ? { MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: header } } } : {}),
    }),
  );
}
