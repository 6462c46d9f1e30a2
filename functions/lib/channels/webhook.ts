import { createHmac } from 'node:crypto';
import type { Message } from '../incidents/message.ts';

/** Headers of a webhook's request: what is told, when it was sent (epoch seconds), and the signature over both. */
export const WEBHOOK_HEADERS = {
  id: 'SmallCart-Id',
  timestamp: 'SmallCart-Timestamp',
  signature: 'SmallCart-Signature',
} as const;

/**
 * The signature of a webhook's body: `v1=` and, in hex, HMAC-SHA256 of the timestamp, a full stop and the body as it is sent,
 * by the key that sender and receiver share. A receiver refuses what is older than five minutes, and what it has had already.
 */
export function webhookSignature(timestamp: number, body: string, secret: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

const iso = (time: number): string => new Date(time).toISOString();

function incidentOf({ incident }: Message): object | undefined {
  if (incident === undefined) return undefined;
  const { id, group, severity, status, openedAt, acknowledgedAt, resolvedAt, alarms } = incident;
  return {
    ...{ id, group, severity, status, openedAt: iso(openedAt) },
    ...(acknowledgedAt === undefined ? {} : { acknowledgedAt: iso(acknowledgedAt) }),
    ...(resolvedAt === undefined ? {} : { resolvedAt: iso(resolvedAt) }),
    alarms: alarms.map(({ name, title, state, since, value, threshold, reason }) => ({
      ...{ name, title, state, since: iso(since), reason },
      ...(value === undefined ? {} : { value }),
      ...(threshold === undefined ? {} : { threshold }),
    })),
  };
}

/** The JSON body of a webhook's request. */
export function webhookBody(message: Message): string {
  const { id, kind, severity, subject, text, facts, links, acknowledgeUrl, at } = message;
  const told = { id, kind, severity, at: iso(at), subject, text, facts, links, acknowledgeUrl };
  return JSON.stringify({ ...told, incident: incidentOf(message) });
}
