import type { Contact } from '../../functions/lib/channels/channel.ts';
import { ChannelsError, parseChannels } from '../../functions/lib/channels/contacts.ts';
import type { ReceiverName } from '../faults/channel-failures.ts';
import { UserError } from '../options.ts';
import type { Secrets } from '../secrets.ts';

/** A routing key has 32 characters of this form ("Send an alert event"). */
export const ROUTING_KEYS: Readonly<Record<Contact, string>> = {
  first: '0000000000000000000000000000f125',
  next: '0000000000000000000000000000e870',
};

/** Path of the receiver of a channel's messages to a contact. */
function receiverPath(channel: ReceiverName, contact: Contact): string {
  return `/_local/receivers/${channel}/${contact}`;
}

function receivers(awsUrl: string, { webhookSecret }: Pick<Secrets, 'webhookSecret'>): string {
  const of = (contact: Contact) => ({
    slackWebhookUrl: awsUrl + receiverPath('slack', contact),
    pagerDutyRoutingKey: ROUTING_KEYS[contact],
    pagerDutyUrl: awsUrl + receiverPath('pagerduty', contact),
    webhookUrl: awsUrl + receiverPath('webhook', contact),
    webhookSecret,
  });
  return JSON.stringify({ first: of('first'), next: of('next') });
}

/**
 * Where people are told: what CHANNELS says, else the receivers on this machine.
 * @throws UserError when CHANNELS is not what it should be
 */
export function localChannels(
  given: string | undefined,
  awsUrl: string,
  secrets: Pick<Secrets, 'webhookSecret'>,
): string {
  if (!given) return receivers(awsUrl, secrets);
  try {
    parseChannels(given);
  } catch (error) {
    if (error instanceof ChannelsError) throw new UserError(`CHANNELS: ${error.message}`);
    throw error;
  }
  return given;
}
