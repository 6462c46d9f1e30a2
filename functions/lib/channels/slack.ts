import type { Message } from '../incidents/message.ts';

/** "Block Kit": the most characters of a header, of a section's text and of one of its fields, and the most fields. */
const LONGEST_HEADER = 150;
const LONGEST_TEXT = 3_000;
const LONGEST_FIELD = 2_000;
const MOST_FIELDS = 10;
/** The most characters of a button's address. */
const LONGEST_URL = 3_000;

/** "Formatting text for app surfaces": the three characters that mean something. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Cut to so many characters, though not within an escaped one. */
function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/&[a-z]*$/, '')}…`;
}

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });

function button(label: string, url: string, style?: 'primary'): object {
  return { type: 'button', text: plain(label), url, ...(style ? { style } : {}) };
}

function buttons({ acknowledgeUrl, links }: Message): object[] {
  const all = [
    ...(acknowledgeUrl === undefined ? [] : [button('Acknowledge', acknowledgeUrl, 'primary')]),
    ...links.filter(({ url }) => url.length <= LONGEST_URL).map(({ label, url }) => button(label, url)),
  ];
  return all.length === 0 ? [] : [{ type: 'actions', elements: all }];
}

function fields({ facts }: Message): object[] {
  const shown = facts.slice(0, MOST_FIELDS).map(({ name, value }) => ({
    type: 'mrkdwn',
    text: cut(`*${escaped(name)}*\n${escaped(value)}`, LONGEST_FIELD),
  }));
  return shown.length === 0 ? [] : [{ type: 'section', fields: shown }];
}

/** A message as "Sending messages using incoming webhooks" takes it; `text` is what a notification shows. */
export function slackMessage(message: Message): object {
  const { subject, text } = message;
  const said =
    text === '' ? [] : [{ type: 'section', text: { type: 'mrkdwn', text: cut(escaped(text), LONGEST_TEXT) } }];
  const header = { type: 'header', text: plain(cut(subject, LONGEST_HEADER)) };
  return { text: escaped(subject), blocks: [header, ...said, ...fields(message), ...buttons(message)] };
}
