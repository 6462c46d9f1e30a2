import { env } from '../env.ts';
import type { Reachable } from '../incidents/plan-pages.ts';
import { once } from '../once.ts';
import { CHANNELS, type Channel, type Contact } from './channel.ts';
import { type Addresses, parseChannels } from './contacts.ts';

const addresses = once(() => parseChannels(env().channels));

/** Where a contact is told, besides by mail; nowhere where the secret says nothing. */
export function addressesOf(contact: Contact): Addresses {
  return addresses()[contact] ?? {};
}

function isReachable(contact: Contact, channel: Channel): boolean {
  const { slackWebhookUrl, pagerDutyRoutingKey, webhookUrl } = addressesOf(contact);
  switch (channel) {
    case 'email':
      return env().mailTopics[contact] !== '';
    case 'slack':
      return slackWebhookUrl !== undefined;
    case 'pagerDuty':
      return pagerDutyRoutingKey !== undefined;
    case 'webhook':
      return webhookUrl !== undefined;
    default:
      return channel satisfies never;
  }
}

/** By which channels each contact of the stage can be told. */
export function reachable(): Reachable {
  const of = (contact: Contact) => CHANNELS.filter((channel) => isReachable(contact, channel));
  return { first: of('first'), next: of('next') };
}
