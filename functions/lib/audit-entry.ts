import type { AuditEntry } from './entities/audit-entry.ts';
import { hourOf, monthOf } from './hour-of.ts';
import { newId } from './ids.ts';
import type { WriteAction } from './write.ts';

/** Everything that the audit log tells of. */
export type AuditedAction =
  | 'product.create'
  | 'product.update'
  | 'product.delete'
  | 'product.picture'
  | 'product.picture-delete'
  | 'user.create-admin'
  | 'user.role'
  | 'user.lock'
  | 'user.unlock'
  | 'order.status'
  | 'review.approve'
  | 'review.reject'
  | 'incident.open'
  | 'incident.reopen'
  | 'incident.raise'
  | 'incident.acknowledge'
  | 'incident.escalate'
  | 'incident.note'
  | 'incident.resolve'
  | 'alarm.mute'
  | 'alarm.unmute';

/** Actor of what was done by invoking a function directly. */
export const OPERATOR = 'operator';

/** Actor of what alarms did. */
export const MONITORING = 'monitoring';

type Value = string | number | boolean | null;

/** What changed, by name, without personal data. */
export type AuditDetails = Readonly<Record<string, Value | { readonly from: Value; readonly to: Value }>>;

/** One action as the audit log keeps it. */
export type Audited = {
  /** The user's id, or `OPERATOR`, `MONITORING`, or `contact:first` or `contact:next` of a signed link. */
  readonly actor: string;
  readonly action: AuditedAction;
  /** Id of what was acted on. */
  readonly target: string;
  readonly details?: AuditDetails;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** The entry as it is written. */
export function auditEntryOf({ actor, action, target, details, now }: Audited): AuditEntry {
  return {
    ...{ id: newId('aud', now), month: monthOf(hourOf(now)), at: now, actor, action, target },
    ...(details === undefined ? {} : { details: JSON.stringify(details) }),
  };
}

/** The write of the audit log's entry, for the transaction of the action itself: neither is there without the other. */
export function auditAction(audited: Audited): WriteAction {
  const entry = auditEntryOf(audited);
  return (table) => table.auditEntry.create(entry).commit();
}
