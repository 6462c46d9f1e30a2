import type { AuditEntry } from './entities/audit-entry.ts';
import { newId } from './ids.ts';

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
  | 'review.reject';

type Value = string | number | boolean | null;
/** What changed, by name, without personal data. */
export type AuditDetails = Readonly<Record<string, Value | { readonly from: Value; readonly to: Value }>>;

/** One action as the audit log keeps it. */
export type Audited = {
  /** The admin's user id, or `operator` for whoever may invoke functions directly. */
  readonly actor: string;
  readonly action: AuditedAction;
  /** Id of what was acted on. */
  readonly target: string;
  readonly details?: AuditDetails;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** The month of a time (epoch milliseconds), in UTC: `2026-11`. */
export function monthOf(time: number): string {
  return new Date(time).toISOString().slice(0, 7);
}

/** The item to create in the transaction of the action itself, so that neither is there without the other. */
export function auditEntryOf({ actor, action, target, details, now }: Audited): AuditEntry {
  return {
    ...{ id: newId('aud', now), month: monthOf(now), at: now, actor, action, target },
    ...(details === undefined ? {} : { details: JSON.stringify(details) }),
  };
}
