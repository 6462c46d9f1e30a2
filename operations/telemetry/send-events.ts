import { type EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { OperatorError } from '../operator-error.ts';

/** Puts events on the default bus; OperatorError when EventBridge does not take one. */
export async function sendEvents(events: EventBridgeClient, entries: readonly PutEventsRequestEntry[]): Promise<void> {
  const { Entries = [] } = await events.send(new PutEventsCommand({ Entries: [...entries] }));
  const refused = Entries.find(({ ErrorCode }) => ErrorCode !== undefined);
  if (refused) throw new OperatorError(`EventBridge did not take it: ${refused.ErrorCode}.`);
}
