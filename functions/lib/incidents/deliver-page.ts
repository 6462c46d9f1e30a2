import type { Outcome } from '../channels/post.ts';
import { tell } from '../channels/tell.ts';
import { env } from '../env.ts';
import { logger } from '../logger.ts';
import { pagesAbout, readIncident } from './incident-store.ts';
import { incidentMessage, type Message, noticeMessage, pageId, type Sender } from './message.ts';
import type { Page } from './page.ts';
import { pageVerdict } from './page-verdict.ts';
import { changePage } from './page-writes.ts';
import { nextAttempt } from './retry.ts';

/** What became of a page: `waiting` when its turn comes again, `taken` when somebody else had it. */
export type Delivery = 'sent' | 'cancelled' | 'waiting' | 'failed' | 'given up' | 'taken';

/** When pages are dealt with, epoch milliseconds, and how long that has taken so far, in milliseconds. */
export type Turn = { readonly now: number; readonly elapsed: () => number };

const MINUTE = 60_000;
/** Whoever has been sending for so long is dead: longer than any function that sends may run. */
const CLAIM = 5 * MINUTE;
/** What a channel will never take is tried once more: by the function dispatch, whose failure an alarm tells. */
const FUTILE_ATTEMPTS = 2;

function sender(): Sender {
  const { stage, siteUrl, linkKey, awsRegion } = env();
  return { stage, site: siteUrl, linkKey, region: awsRegion };
}

/** Whoever was sending it has died, or nobody answered: the contact may have been told. */
function isUncertain({ status, uncertain }: Page): boolean {
  return status === 'sending' || uncertain === true;
}

async function cancel(page: Page, why: string, now: number): Promise<Delivery> {
  const changes = { status: 'cancelled', turnAt: now, reason: why, uncertain: isUncertain(page) } as const;
  return (await changePage(page, changes)) ? 'cancelled' : 'taken';
}

/** Keeps what came of an attempt that began at `now`; `at` is when it was over. */
async function settle(
  claimed: Page,
  outcome: Outcome,
  message: Message,
  { now, at }: { readonly now: number; readonly at: number },
): Promise<Delivery> {
  if (outcome.status === 'sent') {
    const { subject, text: body } = message;
    await changePage(claimed, { status: 'sent', turnAt: at, sentAt: at, subject, body });
    return 'sent';
  }
  const { reason } = outcome;
  const wait = outcome.status === 'refused' ? outcome.retryAfterSeconds : undefined;
  const isFutile = outcome.status === 'invalid' && claimed.attempts >= FUTILE_ATTEMPTS;
  const again = isFutile ? undefined : nextAttempt(claimed.attempts, now, wait);
  const uncertain = claimed.uncertain === true || outcome.status === 'unknown';
  await changePage(claimed, {
    status: again === undefined ? 'failed' : 'due',
    turnAt: again ?? now,
    reason,
    uncertain,
  });
  return again === undefined ? 'given up' : 'failed';
}

function told(delivery: Delivery, page: Page, reason?: string): void {
  const fields = { notification: pageId(page).replaceAll('/', '.'), outcome: delivery.replace(' ', '-') };
  if (delivery === 'given up' || delivery === 'failed')
    logger().error(`A notification was not delivered: ${reason}`, { ...fields, attempts: page.attempts });
  else logger().info('A notification was dealt with.', fields);
}

const REPEATED = 'It may have reached you before: of the last attempt it is not known whether it did.';

/** What is sent once more says so, where nothing but a person can know it again; the others know it by its id. */
function asRepeated(message: Message, { channel }: Page): Message {
  if (channel !== 'email' && channel !== 'slack') return message;
  return { ...message, text: [message.text, REPEATED].filter((text) => text !== '').join('\n') };
}

/** Claims the page before it is sent: of all who try at once, one sends it. */
async function send(page: Page, messageFor: () => Message, { now, elapsed }: Turn): Promise<Delivery> {
  const claim = { status: 'sending', turnAt: now + CLAIM, attempts: page.attempts + 1 } as const;
  if (!(await changePage(page, claim))) return 'taken';
  const message = isUncertain(page) ? asRepeated(messageFor(), page) : messageFor();
  const outcome = await tell(page.channel, page.contact, message);
  const claimed = { ...page, ...claim, uncertain: isUncertain(page) };
  const delivery = await settle(claimed, outcome, message, { now, at: now + elapsed() });
  told(delivery, claimed, outcome.status === 'sent' ? undefined : outcome.reason);
  return delivery;
}

async function ofIncident(page: Page, turn: Turn): Promise<Delivery> {
  const { now } = turn;
  const [incident, siblings] = await Promise.all([readIncident(page.about), pagesAbout(page.about)]);
  if (incident === undefined) return cancel(page, 'There is no such incident any more.', now);
  const verdict = pageVerdict(page, incident, siblings);
  switch (verdict.do) {
    case 'cancel':
      return cancel(page, verdict.why, now);
    case 'withhold':
      await Promise.all(verdict.pages.map((each) => cancel(each, verdict.why, now)));
      // One that somebody has begun to send in the meantime is waited for.
      return ofIncident(page, turn);
    case 'wait':
      return (await changePage(page, { status: page.status, turnAt: now + MINUTE })) ? 'waiting' : 'taken';
    case 'send':
      return send(page, () => incidentMessage(page, incident, sender(), now), turn);
    default:
      return verdict satisfies never;
  }
}

/**
 * Deals with a page whose turn has come, at `now`: it is sent, tried again later, or no longer worth it.
 * A page that died with whoever was sending it is sent again, as it may come twice, but never not at all: PagerDuty and webhooks
 * know it by its key, mails and Slack's messages say that they may be the second.
 */
export function deliverPage(page: Page, turn: Turn): Promise<Delivery> {
  if (page.kind !== 'notice') return ofIncident(page, turn);
  return send(page, () => noticeMessage(page, sender(), turn.now), turn);
}
