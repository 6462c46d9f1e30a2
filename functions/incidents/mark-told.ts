import type { AlarmChange } from '../lib/incidents/alarm-group.ts';
import { pagesAbout } from '../lib/incidents/incident-store.ts';
import type { Page, Told } from '../lib/incidents/page.ts';
import { changePage } from '../lib/incidents/page-writes.ts';
import { ownIncident } from './own-incident.ts';

/** What of it a contact was told, when nobody could look up what there was before. */
const KINDS = { first: 'opened', next: 'escalated' } as const;

function tellingOf({ kind, contact, channel }: Page, told: readonly Told[]): Told | undefined {
  return told.find((each) => each.contact === contact && each.channel === channel && KINDS[contact] === kind);
}

/**
 * Notes on the pages of an incident who was told of it and when, where the table had kept it after all without an answer.
 */
export async function markTold(change: AlarmChange, told: readonly Told[]): Promise<void> {
  const incident = ownIncident(change);
  if (incident === undefined) return;
  const waiting = (await pagesAbout(incident.id)).filter(({ status, attempts }) => status === 'due' && attempts === 0);
  await Promise.all(
    waiting.map(async (page) => {
      const at = tellingOf(page, told)?.at;
      if (at !== undefined) await changePage(page, { status: 'sent', turnAt: at, sentAt: at, attempts: 1 });
    }),
  );
}
