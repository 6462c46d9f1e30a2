import type { Notification } from '../../../../functions/ops/responses.ts';
import { CHANNEL_WORDS } from '../incidents/incident-words.ts';

/** All that were told the same, the latest first. */
export type Told = { readonly message: string; readonly tellings: readonly [Notification, ...Notification[]] };

/** One for each message, in the order in which they are first met. */
export function groupByMessage(notifications: readonly Notification[]): readonly Told[] {
  const groups = Map.groupBy(notifications, ({ message }) => message);
  return [...groups].flatMap(([message, [first, ...rest]]) =>
    first === undefined ? [] : [{ message, tellings: [first, ...rest] }],
  );
}

/** "The first contact by E-mail and Slack; the next contact by E-mail". */
export function toWhom(tellings: readonly Pick<Notification, 'contact' | 'channel'>[]): string {
  const list = new Intl.ListFormat('en', { type: 'conjunction' });
  const contacts = Map.groupBy(tellings, ({ contact }) => contact);
  const each = [...contacts].map(([contact, own]) => {
    const told = new Set(own.map(({ channel }) => CHANNEL_WORDS[channel]));
    const channels = Object.values(CHANNEL_WORDS).filter((channel) => told.has(channel));
    return `the ${contact} contact by ${list.format(channels)}`;
  });
  const text = each.join('; ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
