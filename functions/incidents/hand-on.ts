import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { CHANNELS, type Channel } from '../lib/channels/channel.ts';
import { logger } from '../lib/logger.ts';
import { once } from '../lib/once.ts';
import { PATIENCE, patient } from '../lib/patience.ts';
import { safeError } from '../lib/redact.ts';
import { tracedClient } from '../lib/traced-client.ts';

/** The attribute of a message that names the channels by which people have been told of it. */
const TOLD = 'told';

const client = once(() => tracedClient(new SQSClient({ ...patient(PATIENCE), useQueueUrlAsEndpoint: false })));

/** "Queue and message identifiers": the URL of the queue that an ARN names. */
function queueUrlOf(arn: string): string {
  const [, partition, , region, account, name] = arn.split(':');
  const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://sqs.${region}.${domain}/${account}/${name}`;
}

/** The channels by which people were told of a message before it came this time. */
export function toldBefore({ messageAttributes }: SQSRecord): readonly Channel[] {
  const names = messageAttributes[TOLD]?.stringValue?.split(',') ?? [];
  return CHANNELS.filter((channel) => names.includes(channel));
}

/**
 * Puts a message that could not be kept into its queue anew, together with the channels by which people have been told of it:
 * whoever takes it next tells them not again. False when the queue did not take it.
 */
export async function handOn(record: SQSRecord, told: readonly Channel[]): Promise<boolean> {
  const MessageAttributes = { [TOLD]: { DataType: 'String', StringValue: told.join(',') } };
  const QueueUrl = queueUrlOf(record.eventSourceARN);
  try {
    await client().send(new SendMessageCommand({ QueueUrl, MessageBody: record.body, MessageAttributes }));
    return true;
  } catch (error) {
    const { messageId } = record;
    logger().error('It could not be noted who was told of a message.', { messageId, error: safeError(error) });
    return false;
  }
}
