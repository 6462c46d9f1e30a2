import { awsClients } from '../aws-clients.ts';
import { type Notification, notifications, virtualNow } from '../control.ts';
import { type StateChange, stateChanges } from './state-changes.ts';

/** Alarms that changed their states, and all that was delivered, each oldest first. */
export type Seen = { readonly changes: readonly StateChange[]; readonly told: readonly Notification[] };

/** Who watches a running shop, without a break. */
export type Watch = {
  /** All that happened since this was asked last, or since the watch began: each thing once. */
  look(): Promise<Seen>;
};

/** Begins to watch a system, from its virtual now on. */
export async function openWatch(awsUrl: string): Promise<Watch> {
  const { cloudwatch } = awsClients(awsUrl);
  const since = await virtualNow(awsUrl);
  const told = new Set<string>();
  let changes = 0;

  const look = async (): Promise<Seen> => {
    const allChanges = await stateChanges(cloudwatch, since.getTime());
    const newlyTold = (await notifications(awsUrl, since)).filter(({ id }) => !told.has(id));
    const newChanges = allChanges.slice(changes);
    changes = allChanges.length;
    for (const { id } of newlyTold) told.add(id);
    return { changes: newChanges, told: newlyTold };
  };
  // What bears the very time at which it begins was there before.
  await look();
  return { look };
}
