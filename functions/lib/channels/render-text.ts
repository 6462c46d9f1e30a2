import type { Message } from '../incidents/message.ts';

/** A message as plain text of several lines. */
export function renderText({ subject, text, facts, links, acknowledgeUrl }: Message): string {
  const blocks = [
    [subject, text],
    facts.map(({ name, value }) => `${name}: ${value}`),
    acknowledgeUrl === undefined ? [] : ['Acknowledge (opens a page with a button):', acknowledgeUrl],
    links.map(({ label, url }) => `${label}: ${url}`),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.filter((line) => line !== '').join('\n'))
    .join('\n\n');
}
