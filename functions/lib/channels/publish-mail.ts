import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Message } from '../incidents/message.ts';
import { once } from '../once.ts';
import { PATIENCE, patient } from '../patience.ts';
import { tracedClient } from '../traced-client.ts';
import { mailOf } from './mail.ts';
import type { Outcome } from './post.ts';

const client = once(() => tracedClient(new SNSClient(patient(PATIENCE))));

/** Publishes a message to a topic that mails people. */
export async function publishMail(TopicArn: string, message: Message): Promise<Outcome> {
  try {
    await client().send(new PublishCommand({ TopicArn, ...mailOf(message) }));
    return { status: 'sent' };
  } catch (error) {
    // What was tried several times may have been published though no answer came.
    const answered = error instanceof Error && '$response' in error;
    const reason = error instanceof Error ? `SNS: ${error.name}.` : 'SNS did not answer.';
    return { status: answered ? 'refused' : 'unknown', reason };
  }
}
