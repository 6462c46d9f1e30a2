import type { Incident } from './incident.ts';
import { pageId } from './message.ts';
import type { Page, PageKind } from './page.ts';

/**
 * What is to be done about a page whose turn it is: `wait` when it depends on one that is being sent, `withhold` when others
 * must not be sent any more before it can be said.
 */
export type Verdict =
  | { readonly do: 'send' }
  | { readonly do: 'wait' }
  | { readonly do: 'withhold'; readonly pages: readonly Page[]; readonly why: string }
  | { readonly do: 'cancel'; readonly why: string };

const SEND: Verdict = { do: 'send' };
const WAIT: Verdict = { do: 'wait' };
const OVER = 'The incident was over.';

/** Why nobody needs to be told any more; undefined while somebody does. */
function settled({ status }: Incident): string | undefined {
  switch (status) {
    case 'open':
      return undefined;
    case 'acknowledged':
      return 'Somebody had acknowledged the incident.';
    case 'resolved':
      return OVER;
    default:
      return status satisfies never;
  }
}

const HERALDS: readonly PageKind[] = ['opened', 'reopened', 'raised', 'escalated', 'called'];

/** The pages but this one by which the same contact was, or may be, told by the same channel. */
function besides(page: Page, siblings: readonly Page[]): readonly Page[] {
  const { contact, channel } = page;
  return siblings.filter(
    (each) => each.contact === contact && each.channel === channel && pageId(each) !== pageId(page),
  );
}

const reopeningOf = ({ reopening = 0 }: Page): number => reopening;

/** For those alone who were told of the incident by one of these pages, or may have been. */
function ifToldBy(pages: readonly Page[]): Verdict {
  const before = pages.filter(({ kind }) => HERALDS.includes(kind));
  if (before.some(({ status, uncertain }) => status === 'sent' || (status !== 'sending' && uncertain))) return SEND;
  if (before.some(({ status }) => status === 'sending')) return WAIT;
  return { do: 'cancel', why: 'The contact was not told of the incident.' };
}

/** For those alone who were told of the incident, or may have been, and not since that it was over. */
function ifTold(page: Page, siblings: readonly Page[]): Verdict {
  const before = besides(page, siblings);
  const ends = before.filter(({ kind, status }) => kind === 'resolved' && (status === 'sending' || status === 'sent'));
  if (ends.some(({ status }) => status === 'sending')) return WAIT;
  const known = Math.max(-1, ...ends.map(reopeningOf));
  return ifToldBy(before.filter((each) => reopeningOf(each) > known));
}

/** The pages that would tell a contact, by this page's channel, of what it says is over: somebody may be about to send them. */
function unsaid(page: Page, siblings: readonly Page[]): readonly Page[] {
  return besides(page, siblings).filter(
    (each) => HERALDS.includes(each.kind) && each.status === 'due' && reopeningOf(each) <= reopeningOf(page),
  );
}

/** Of its end exactly those are told who were, or may have been, told of the incident: what has not been said is no more. */
function end(page: Page, siblings: readonly Page[]): Verdict {
  const waiting = unsaid(page, siblings);
  return waiting.length > 0 ? { do: 'withhold', pages: waiting, why: OVER } : ifTold(page, siblings);
}

/** Whether the contact was told already that the incident is there again. */
function isToldAgain(page: Page, siblings: readonly Page[]): boolean {
  return besides(page, siblings).some(
    ({ kind, status, reopening }) => kind === 'reopened' && status === 'sent' && reopening === page.reopening,
  );
}

/** Whether somebody has had the next contact told since the incident last became worse. */
function isCalled({ escalatedAt, timeline }: Incident): boolean {
  return escalatedAt !== undefined && !timeline.some(({ type, at }) => type === 'raised' && at > escalatedAt);
}

/** For those alone who were not told in time: somebody asks for them, though somebody may be at it. */
function call(page: Page, { status }: Incident, siblings: readonly Page[]): Verdict {
  if (status === 'resolved') return { do: 'cancel', why: OVER };
  const before = besides(page, siblings).filter(
    (each) => each.kind === 'escalated' && reopeningOf(each) === reopeningOf(page),
  );
  if (before.some((each) => each.status === 'sent')) return { do: 'cancel', why: 'The contact was told before.' };
  return before.some((each) => each.status === 'sending') ? WAIT : SEND;
}

/** What is to be done about a page of an incident, given the others of it. */
export function pageVerdict(page: Page, incident: Incident, siblings: readonly Page[]): Verdict {
  if (reopeningOf(page) < (incident.reopenings ?? 0))
    return { do: 'cancel', why: 'The incident was over, and is there again since.' };
  const why = settled(incident);
  switch (page.kind) {
    case 'opened':
    case 'reopened':
      if (siblings.some((each) => each.kind === 'raised' && reopeningOf(each) === reopeningOf(page)))
        return { do: 'cancel', why: 'The incident had become worse.' };
      if (why !== undefined) return { do: 'cancel', why };
      return page.kind === 'reopened' && page.contact === 'next' ? ifToldBy(besides(page, siblings)) : SEND;
    case 'raised':
      return why === undefined ? SEND : { do: 'cancel', why };
    case 'escalated':
      if (isToldAgain(page, siblings)) return { do: 'cancel', why: 'The contact knew of it.' };
      if (isCalled(incident)) return { do: 'cancel', why: 'Somebody had the contact told before.' };
      return why === undefined ? SEND : { do: 'cancel', why };
    case 'called':
      return call(page, incident, siblings);
    case 'acknowledged':
      return incident.status === 'acknowledged'
        ? ifTold(page, siblings)
        : { do: 'cancel', why: why ?? 'It became worse.' };
    case 'resolved':
      return end(page, siblings);
    case 'notice':
      return SEND;
    default:
      return page.kind satisfies never;
  }
}
