import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Message } from '../incidents/message.ts';
import { once } from '../once.ts';
import { patient } from '../patience.ts';
import { tracedClient } from '../traced-client.ts';
import { mailOf } from './mail.ts';
import { CHANNEL_TIMEOUT, isUnreached, type Outcome } from './post.ts';

/**
 * Asked once: SNS may have mailed what it did not answer, and the SDK would repeat it unseen. No connection is kept, either, as
 * one that has died while the function was frozen would be such a failure.
 */
function oneAttempt() {
  const { requestHandler, ...rest } = patient({ attempts: 1, attemptTimeout: CHANNEL_TIMEOUT });
  const fresh = { keepAlive: false, maxSockets: Number.POSITIVE_INFINITY };
  return { ...rest, requestHandler: { ...requestHandler, httpAgent: fresh, httpsAgent: fresh } };
}

const client = once(() => tracedClient(new SNSClient(oneAttempt())));

/** Publishes a message to a topic that mails people; whether to try again is the caller's to decide. */
export async function publishMail(TopicArn: string, message: Message): Promise<Outcome> {
  try {
    await client().send(new PublishCommand({ TopicArn, ...mailOf(message) }));
    return { status: 'sent' };
  } catch (error) {
    const isUnsent = isUnreached(error) || (error instanceof Error && '$response' in error);
    const reason = error instanceof Error ? `SNS: ${error.name}.` : 'SNS did not answer.';
    return { status: isUnsent ? 'refused' : 'unknown', reason };
  }
}
