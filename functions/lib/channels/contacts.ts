import * as z from 'zod/mini';
import type { Contact } from './channel.ts';

/** An address that takes secrets: encrypted on its way, but for a receiver on the machine itself. */
function isAddress(value: string): boolean {
  const url = URL.parse(value);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname));
}

const address = z.optional(z.string().check(z.refine(isAddress)));

const Addresses = z.strictObject({
  /** "Sending messages using incoming webhooks" of Slack. */
  slackWebhookUrl: address,
  /** Integration key of a service's Events API v2. */
  pagerDutyRoutingKey: z.optional(z.string().check(z.regex(/^[A-Za-z0-9]{32}$/))),
  /** Where that service is asked, when it is not in PagerDuty's own region, the United States. */
  pagerDutyUrl: address,
  webhookUrl: address,
  /** Key of the signature (functions/lib/channels/webhook.ts). */
  webhookSecret: z.optional(z.string().check(z.minLength(32))),
});

/** Where one contact is told, besides by mail. */
export type Addresses = z.output<typeof Addresses>;

const Input = z
  .strictObject({ first: z.optional(Addresses), next: z.optional(Addresses) })
  .check(
    z.refine((contacts) =>
      Object.values(contacts).every((each) => (each?.webhookUrl === undefined) === (each?.webhookSecret === undefined)),
    ),
  );

/** Thrown when `CHANNELS` is not what it should be; says which member is wrong, never its value. */
export class ChannelsError extends Error {
  override readonly name = 'ChannelsError';
}

/**
 * What the secret `Channels` says: JSON with the members `first` and `next`, each with any of `slackWebhookUrl`,
 * `pagerDutyRoutingKey`, `pagerDutyUrl`, and `webhookUrl` with its `webhookSecret`; `{}` when there are none. ChannelsError
 * when it is anything else.
 */
export function parseChannels(text: string): { readonly [C in Contact]?: Addresses | undefined } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ChannelsError('Channels must be JSON, such as {}.');
  }
  const read = z.safeParse(Input, value);
  if (read.success) return read.data;
  const where = read.error.issues.map(({ path }) => path.map(String).join('.') || 'its members').join(', ');
  throw new ChannelsError(
    `Channels is wrong at ${where}: it takes first and next, each with slackWebhookUrl, pagerDutyRoutingKey, pagerDutyUrl, webhookUrl (https) and webhookSecret (32 characters or more, with webhookUrl).`,
  );
}
