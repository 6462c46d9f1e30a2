import { pagesSent } from '../lib/incidents/incident-store.ts';
import { pageId } from '../lib/incidents/message.ts';
import type { Page } from '../lib/incidents/page.ts';
import { Problem } from '../lib/problem.ts';
import type { NotificationsQuery } from './ops-query.ts';
import type { Notification, Notifications } from './responses.ts';

/** What all have in common who are told the same. */
function messageId({ about, kind, reopening = 0 }: Page): string {
  return [about, kind, reopening].join('/');
}

function notification(page: Page): Notification {
  const { about, kind, contact, channel, severity, turnAt, sentAt = turnAt, subject = '', body = '' } = page;
  return {
    ...{ id: pageId(page), message: messageId(page), at: new Date(sentAt).toISOString() },
    ...{ channel, contact, kind, severity, subject, body },
    ...(kind === 'notice' ? {} : { incident: about }),
  };
}

/** A page of what people were told, the latest first; 400 for a cursor that was not handed out. `now` is in epoch ms. */
export async function notificationsAnswer({ limit, cursor }: NotificationsQuery, now: number): Promise<Notifications> {
  const found = await pagesSent(limit, cursor);
  if (found === undefined)
    throw new Problem(400, 'The cursor does not belong to this list.', {
      code: 'validation',
      errors: [{ path: 'cursor', message: 'must be an earlier nextCursor' }],
    });
  const { sent, nextCursor } = found;
  return { generatedAt: new Date(now).toISOString(), notifications: sent.map(notification), nextCursor };
}
