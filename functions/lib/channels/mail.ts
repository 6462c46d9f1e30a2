import type { Message } from '../incidents/message.ts';
import { renderText } from './render-text.ts';

/** "Publish" of SNS: a subject is of printable ASCII characters, fewer than 100 of them. */
const LONGEST_SUBJECT = 99;

/** A message as SNS mails it. */
export function mailOf(message: Message): { readonly Subject: string; readonly Message: string } {
  const subject = message.subject
    .replaceAll('’', "'")
    .normalize('NFKD')
    .replace(/[^\x20-\x7E]/g, '')
    .trim();
  return { Subject: subject.slice(0, LONGEST_SUBJECT), Message: renderText(message) };
}
