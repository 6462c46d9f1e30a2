import { pagesSent } from '../lib/incidents/incident-store.ts';
import { pageId } from '../lib/incidents/message.ts';
import type { Page } from '../lib/incidents/page.ts';
import type { Notification, Notifications } from './responses.ts';

function notification(page: Page): Notification {
  const { about, kind, contact, channel, severity, turnAt, sentAt = turnAt, subject = '', body = '' } = page;
  return {
    ...{ id: pageId(page), at: new Date(sentAt).toISOString(), channel, contact, kind, severity, subject, body },
    ...(kind === 'notice' ? {} : { incident: about }),
  };
}

/** What people were told, the latest first; `now` is in epoch ms. */
export async function notificationsAnswer(limit: number, now: number): Promise<Notifications> {
  const pages = await pagesSent(limit);
  return { generatedAt: new Date(now).toISOString(), notifications: pages.map(notification) };
}
