import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { CHANNELS, CONTACTS } from '../lib/channels/channel.ts';
import type { Told } from '../lib/incidents/page.ts';
import { logger } from '../lib/logger.ts';
import { once } from '../lib/once.ts';
import { PATIENCE, patient } from '../lib/patience.ts';
import { safeError } from '../lib/redact.ts';
import { tracedClient } from '../lib/traced-client.ts';

/** The attribute of a message that says who was told of it, by which channel and when: `first/email/1764000000000,…`. */
const TOLD = 'told';

const client = once(() => tracedClient(new SQSClient({ ...patient(PATIENCE), useQueueUrlAsEndpoint: false })));

/** "Queue and message identifiers": the URL of the queue that an ARN names. */
function queueUrlOf(arn: string): string {
  const [, partition, , region, account, name] = arn.split(':');
  const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://sqs.${region}.${domain}/${account}/${name}`;
}

function parseTold(text: string): readonly Told[] {
  const [who, by, time] = text.split('/');
  const contact = CONTACTS.find((each) => each === who);
  const channel = CHANNELS.find((each) => each === by);
  const at = Number(time);
  return contact === undefined || channel === undefined || !Number.isSafeInteger(at) ? [] : [{ contact, channel, at }];
}

/** Who was told of a message before it came this time. */
export function toldBefore({ messageAttributes }: SQSRecord): readonly Told[] {
  return (messageAttributes[TOLD]?.stringValue?.split(',') ?? []).flatMap(parseTold);
}

/**
 * Puts a message that could not be kept into its queue anew, together with who has been told of it and when: whoever takes it
 * next tells them not again. False when the queue did not take it.
 */
export async function handOn(record: SQSRecord, told: readonly Told[]): Promise<boolean> {
  const StringValue = told.map(({ contact, channel, at }) => `${contact}/${channel}/${at}`).join(',');
  const MessageAttributes = { [TOLD]: { DataType: 'String', StringValue } };
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
