import { env } from '../env.ts';
import type { Message } from '../incidents/message.ts';
import { inSubsegment } from '../tracing.ts';
import type { Channel, Contact } from './channel.ts';
import { addressesOf } from './directory.ts';
import { pagerDutyRequest } from './pager-duty.ts';
import { type Outcome, post } from './post.ts';
import { publishMail } from './publish-mail.ts';
import { slackMessage } from './slack.ts';
import { WEBHOOK_HEADERS, webhookBody, webhookSignature } from './webhook.ts';

const UNREACHABLE: Outcome = { status: 'invalid', reason: 'The contact is not reached by this channel any more.' };

function toWebhook(url: string, secret: string, message: Message): Promise<Outcome> {
  const body = webhookBody(message);
  const timestamp = Math.floor(message.at / 1000);
  return post(url, body, {
    [WEBHOOK_HEADERS.id]: message.id,
    [WEBHOOK_HEADERS.timestamp]: String(timestamp),
    [WEBHOOK_HEADERS.signature]: webhookSignature(timestamp, body, secret),
  });
}

async function byChannel(channel: Channel, contact: Contact, message: Message): Promise<Outcome> {
  const { slackWebhookUrl, pagerDutyRoutingKey, pagerDutyUrl, webhookUrl, webhookSecret } = addressesOf(contact);
  switch (channel) {
    case 'email': {
      const topic = env().mailTopics[contact];
      return topic === '' ? UNREACHABLE : publishMail(topic, message);
    }
    case 'slack':
      return slackWebhookUrl ? post(slackWebhookUrl, JSON.stringify(slackMessage(message))) : UNREACHABLE;
    case 'pagerDuty': {
      if (!pagerDutyRoutingKey) return UNREACHABLE;
      const { url, event } = pagerDutyRequest(message, pagerDutyRoutingKey, env().siteUrl.host, pagerDutyUrl);
      return post(url, JSON.stringify(event));
    }
    case 'webhook':
      return webhookUrl && webhookSecret ? toWebhook(webhookUrl, webhookSecret, message) : UNREACHABLE;
    default:
      return channel satisfies never;
  }
}

/** Tells a contact by a channel; never throws. */
export function tell(channel: Channel, contact: Contact, message: Message): Promise<Outcome> {
  return inSubsegment(`tell ${channel}`, async (span) => {
    const outcome = await byChannel(channel, contact, message);
    span.annotate({ contact, kind: message.kind, outcome: outcome.status });
    return outcome;
  });
}
