import { createHmac, timingSafeEqual } from 'node:crypto';
import { CONTACTS, type Contact } from '../channels/channel.ts';

const TOKEN = /^(\w+)\.([A-Za-z0-9_-]{43})$/;

function signature(incident: string, contact: Contact, key: string): Buffer {
  return createHmac('sha256', key).update(`acknowledge\n${incident}\n${contact}`).digest();
}

/** What allows one contact to acknowledge one incident, and nothing else; it lasts as long as the incident. */
export function acknowledgeToken(incident: string, contact: Contact, key: string): string {
  return `${contact}.${signature(incident, contact, key).toString('base64url')}`;
}

/** The contact whom a token allows to acknowledge an incident; undefined when it is not genuine. */
export function contactOf(token: string, incident: string, key: string): Contact | undefined {
  const [, name, given] = TOKEN.exec(token) ?? [];
  const contact = CONTACTS.find((each) => each === name);
  if (contact === undefined || given === undefined) return undefined;
  return timingSafeEqual(signature(incident, contact, key), Buffer.from(given, 'base64url')) ? contact : undefined;
}

/**
 * Address of the page on which a contact acknowledges an incident. The token is behind the `#`: no server, log or referrer
 * ever sees it, and a mail scanner that follows the link changes nothing.
 */
export function acknowledgeUrl(site: URL, incident: string, contact: Contact, key: string): string {
  const url = new URL('/acknowledge', site);
  url.hash = new URLSearchParams({ incident, token: acknowledgeToken(incident, contact, key) }).toString();
  return url.href;
}
