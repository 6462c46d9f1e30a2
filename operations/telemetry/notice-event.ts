import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { EVENT_SOURCE, NOTICE_EVENT } from '../../functions/event-rules.ts';
import type { Notice } from '../../functions/lib/incidents/notice.ts';

/** The event by which people are told of something, once for each id. */
export function noticeEvent(notice: Notice): PutEventsRequestEntry {
  return { Source: EVENT_SOURCE, DetailType: NOTICE_EVENT, Detail: JSON.stringify(notice) };
}
