import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { env } from '../lib/env.ts';
import { once } from '../lib/once.ts';
import { PATIENCE, patient } from '../lib/patience.ts';
import { continueTrace, traceHeader, tracer } from '../lib/tracing.ts';
import type { NewOrder } from './new-order.ts';

const queue = once(() => tracer().captureAWSv3Client(new SQSClient(patient(PATIENCE))));

/** Sends the order to fulfilment, in a segment that continues the checkout's trace and that fulfilment continues in turn. */
export async function sendOrder({ message, traceHeader: origin }: NewOrder): Promise<void> {
  await continueTrace('outbox', origin, async (span) => {
    span.annotate({ orderId: message.orderId });
    const header = traceHeader();
    await queue().send(
      new SendMessageCommand({
        QueueUrl: env().orderQueueUrl,
        MessageBody: JSON.stringify(message),
        ...(header ? { MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: header } } } : {}),
      }),
    );
  });
}
