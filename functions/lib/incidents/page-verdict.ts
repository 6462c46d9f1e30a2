import type { Incident } from './incident.ts';
import type { Page } from './page.ts';

/** What is to be done about a page whose turn it is; `wait` when it depends on one that is being sent. */
export type Verdict =
  | { readonly do: 'send' }
  | { readonly do: 'wait' }
  | { readonly do: 'cancel'; readonly why: string };

const SEND: Verdict = { do: 'send' };
const WAIT: Verdict = { do: 'wait' };

/** Why nobody needs to be told any more; undefined while somebody does. */
function settled({ status }: Incident): string | undefined {
  switch (status) {
    case 'open':
      return undefined;
    case 'acknowledged':
      return 'Somebody had acknowledged the incident.';
    case 'resolved':
      return 'The incident was over.';
    default:
      return status satisfies never;
  }
}

/** The pages by which the same contact was, or may be, told of the incident by the same channel. */
function heralds({ contact, channel }: Page, siblings: readonly Page[]): readonly Page[] {
  return siblings.filter(
    (page) =>
      page.contact === contact &&
      page.channel === channel &&
      (page.kind === 'opened' || page.kind === 'raised' || page.kind === 'escalated'),
  );
}

/** For those alone who were told of the incident, or may have been. */
function ifTold(page: Page, siblings: readonly Page[]): Verdict {
  const before = heralds(page, siblings);
  if (before.some(({ status, uncertain }) => status === 'sent' || (status !== 'sending' && uncertain))) return SEND;
  if (before.some(({ status }) => status === 'sending')) return WAIT;
  return { do: 'cancel', why: 'The contact was not told of the incident.' };
}

/** What is to be done about a page of an incident, given the others of it. */
export function pageVerdict(page: Page, incident: Incident, siblings: readonly Page[]): Verdict {
  const why = settled(incident);
  switch (page.kind) {
    case 'opened':
      if (siblings.some(({ kind }) => kind === 'raised'))
        return { do: 'cancel', why: 'The incident had become worse.' };
      return why === undefined ? SEND : { do: 'cancel', why };
    case 'raised':
    case 'escalated':
      return why === undefined ? SEND : { do: 'cancel', why };
    case 'acknowledged':
      return incident.status === 'acknowledged'
        ? ifTold(page, siblings)
        : { do: 'cancel', why: why ?? 'It became worse.' };
    case 'resolved':
      return ifTold(page, siblings);
    case 'notice':
      return SEND;
    default:
      return page.kind satisfies never;
  }
}
