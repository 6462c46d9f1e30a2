import type { Severity } from '../../../monitoring/resources.ts';
import type { Message } from '../incidents/message.ts';
import type { PageKind } from '../incidents/page.ts';

/** Where PagerDuty's own region, the United States, takes events ("Events API v2 overview"). */
const PAGER_DUTY_URL = 'https://events.pagerduty.com/v2/enqueue';

/**
 * Where changes are taken, beside where alerts are: `…/v2/change/enqueue` and `…/v2/enqueue` ("Events API v2 overview").
 */
function changesUrl(alertsUrl: string): string {
  const url = new URL(alertsUrl);
  url.pathname = url.pathname.replace(/(\/enqueue)?$/, '/change$1');
  return url.href;
}

/** "PD-CEF": the most characters of a summary. */
const LONGEST_SUMMARY = 1_024;

type Action = 'trigger' | 'acknowledge' | 'resolve';

const ACTIONS: Readonly<Record<PageKind, Action>> = {
  opened: 'trigger',
  reopened: 'trigger',
  raised: 'trigger',
  escalated: 'trigger',
  called: 'trigger',
  notice: 'trigger',
  acknowledged: 'acknowledge',
  resolved: 'resolve',
};

const SEVERITIES: Readonly<Record<Severity, string>> = { critical: 'critical', warning: 'warning', info: 'info' };

/** Of a notice, and an incident alike. */
function detailsOf({ text, facts }: Message): object {
  return { text, ...Object.fromEntries(facts.map(({ name, value }) => [name, value])) };
}

/** "Send change events": what is no problem wakes nobody, and does not stay until somebody resolves it. */
function changeEvent(message: Message, routing_key: string, source: string): object {
  const { subject, links, at } = message;
  const summary = subject.slice(0, LONGEST_SUMMARY);
  const payload = { summary, source, timestamp: new Date(at).toISOString(), custom_details: detailsOf(message) };
  return { routing_key, payload, links: links.map(({ label, url }) => ({ href: url, text: label })) };
}

/** What PagerDuty is sent, and where to, given where it takes alerts: an alert, or a change for news that is no problem. */
export function pagerDutyRequest(message: Message, routingKey: string, source: string, alertsUrl = PAGER_DUTY_URL) {
  const isNews = message.kind === 'notice' && message.severity === 'info';
  return isNews
    ? { url: changesUrl(alertsUrl), event: changeEvent(message, routingKey, source) }
    : { url: alertsUrl, event: alertEvent(message, routingKey, source) };
}

/** A message as "Send an alert event" takes it: one alert for all that is told of an incident. */
function alertEvent(message: Message, routingKey: string, source: string): object {
  const { about, kind, severity, subject, links, acknowledgeUrl, incident, at } = message;
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
      custom_details: detailsOf(message),
    },
    links: all.map(({ label, url }) => ({ href: url, text: label })),
    client: 'SmallCart',
  };
}
