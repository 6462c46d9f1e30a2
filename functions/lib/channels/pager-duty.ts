import type { Severity } from '../../../monitoring/resources.ts';
import type { Message } from '../incidents/message.ts';
import type { PageKind } from '../incidents/page.ts';

/** Where PagerDuty's own region, the United States, takes events ("Events API v2 overview"). */
export const PAGER_DUTY_URL = 'https://events.pagerduty.com/v2/enqueue';

/** "PD-CEF": the most characters of a summary. */
const LONGEST_SUMMARY = 1_024;

type Action = 'trigger' | 'acknowledge' | 'resolve';

const ACTIONS: Readonly<Record<PageKind, Action>> = {
  opened: 'trigger',
  raised: 'trigger',
  escalated: 'trigger',
  notice: 'trigger',
  acknowledged: 'acknowledge',
  resolved: 'resolve',
};

const SEVERITIES: Readonly<Record<Severity, string>> = { critical: 'critical', warning: 'warning', info: 'info' };

/** A message as "Send an alert event" takes it: one alert for all that is told of an incident. */
export function pagerDutyEvent(message: Message, routingKey: string, source: string): object {
  const { about, kind, severity, subject, text, facts, links, acknowledgeUrl, incident, at } = message;
  const action = ACTIONS[kind];
  const event = { routing_key: routingKey, event_action: action, dedup_key: about };
  if (action !== 'trigger') return event;
  const all = [...links, ...(acknowledgeUrl === undefined ? [] : [{ label: 'Acknowledge', url: acknowledgeUrl }])];
  return {
    ...event,
    payload: {
      summary: subject.slice(0, LONGEST_SUMMARY),
      source,
      severity: SEVERITIES[severity],
      timestamp: new Date(incident?.openedAt ?? at).toISOString(),
      ...(incident === undefined ? {} : { group: incident.group, class: kind }),
      custom_details: { text, ...Object.fromEntries(facts.map(({ name, value }) => [name, value])) },
    },
    links: all.map(({ label, url }) => ({ href: url, text: label })),
    client: 'SmallCart',
  };
}
