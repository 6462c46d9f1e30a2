import type { Session } from '../lib/session.ts';
import type { WriteAction } from '../lib/write.ts';

/** The epoch to raise a user to, so that all sessions end, and the write that makes this one go on. */
export function keepSession({ user, userId, tokenHash }: Session): {
  readonly epoch: number;
  readonly action: WriteAction;
} {
  const epoch = (user.sessionEpoch ?? 0) + 1;
  return { epoch, action: (table) => table.session.patch({ userId, tokenHash }).set({ epoch }).commit() };
}
