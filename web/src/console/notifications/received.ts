/** What a receiver on this machine took, as `GET /_local/notifications` tells it. */
export type Received = {
  id: string;
  /** Virtual time, ISO 8601. */
  at: string;
  channel: string;
  endpoint: string;
  subject: string;
  /** As it was received: a mail's text, else JSON. */
  body: string;
  contact?: string;
};

/** What `GET /_local/notifications` answers, oldest first. */
export type ReceivedPage = { notifications: readonly Received[]; nextCursor: string | null };

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

/** The JSON object that a text is; undefined when it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export type Link = { readonly label: string; readonly url: string; readonly primary?: boolean };

/** A run of text, or an address in it. */
export type TextPart = { readonly text: string; readonly url?: string };

/** A text in parts, each address in it apart. */
export function linkParts(text: string): readonly TextPart[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .filter((part) => part !== '')
    .map((part) => (isWebAddress(part) ? { text: part, url: part } : { text: part }));
}

/** Whether an address leads somewhere by HTTP: what was received may hold any other. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\//.test(url);
}

/** What Slack shows of a block. */
export type SlackBlock =
  | { readonly type: 'header'; readonly text: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'fields'; readonly fields: readonly { readonly name: string; readonly value: string }[] }
  | { readonly type: 'buttons'; readonly buttons: readonly Link[] };

/** "Formatting text for app surfaces": the three characters that are written otherwise. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

function fieldOf(field: Json): { name: string; value: string } {
  const [, name = '', value = ''] = /^\*(.*)\*\n(.*)$/s.exec(textOf(field.text)) ?? ['', '', textOf(field.text)];
  return { name: unescaped(name), value: unescaped(value) };
}

const buttonOf = (element: Json): Link => ({
  label: textOf(isJson(element.text) ? element.text.text : undefined),
  url: textOf(element.url),
  primary: element.style === 'primary',
});

function blocksOf(block: Json): readonly SlackBlock[] {
  const text = isJson(block.text) ? unescaped(textOf(block.text.text)) : '';
  if (block.type === 'header') return [{ type: 'header', text }];
  if (block.type === 'actions') return [{ type: 'buttons', buttons: listOf(block.elements).map(buttonOf) }];
  const fields = listOf(block.fields).map(fieldOf);
  return [
    ...(text === '' ? [] : [{ type: 'text', text } as const]),
    ...(fields.length === 0 ? [] : [{ type: 'fields', fields } as const]),
  ];
}

/** What Slack shows of a message, block by block; its text where it has none. */
export function slackBlocks(body: string): readonly SlackBlock[] {
  const message = parseJson(body);
  const blocks = listOf(message?.blocks).flatMap(blocksOf);
  return blocks.length > 0 ? blocks : [{ type: 'text', text: unescaped(textOf(message?.text)) }];
}

/** What PagerDuty shows of an event. */
export type PagerDutyEvent = {
  /** What it does to the alert; a change event is none. */
  readonly action: string;
  readonly summary: string;
  readonly severity: string;
  readonly source: string;
  readonly key: string;
  readonly details: readonly { readonly name: string; readonly value: string }[];
  readonly links: readonly Link[];
};

/** What PagerDuty shows of what it was sent. */
export function pagerDutyEvent(body: string): PagerDutyEvent {
  const event = parseJson(body) ?? {};
  const payload = isJson(event.payload) ? event.payload : {};
  const details = isJson(payload.custom_details) ? payload.custom_details : {};
  return {
    action: textOf(event.event_action) || 'change',
    summary: textOf(payload.summary),
    severity: textOf(payload.severity),
    source: textOf(payload.source),
    key: textOf(event.dedup_key),
    details: Object.entries(details).map(([name, value]) => ({ name, value: String(value) })),
    links: listOf(event.links).map(({ href, text }) => ({ label: textOf(text) || textOf(href), url: textOf(href) })),
  };
}

const BECAME: Readonly<Record<string, string>> = { acknowledge: 'Acknowledged', resolve: 'Resolved' };

/**
 * What a message is called among those that were received: PagerDuty knows what follows an alert by the alert's key, and
 * calls it as the alert was called.
 */
export function titleOf({ channel, subject, body }: Received, all: readonly Received[]): string {
  if (channel !== 'pagerduty') return subject;
  const { action, key } = pagerDutyEvent(body);
  const became = BECAME[action];
  if (became === undefined) return subject;
  const events = all.flatMap((each) => (each.channel === channel ? [pagerDutyEvent(each.body)] : []));
  const alert = events.find((event) => event.key === key && event.action === 'trigger');
  return alert === undefined ? `${became}: ${key}` : `${became}: ${alert.summary}`;
}

/** JSON with a member to a line; another text as it is. */
export function pretty(body: string): string {
  const value = parseJson(body);
  return value === undefined ? body : JSON.stringify(value, null, 2);
}
