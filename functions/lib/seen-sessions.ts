import type { Role } from './entities/session.ts';

/** What is remembered of a session that the table vouched for; its end in epoch milliseconds. */
export type SeenSession = { readonly userId: string; readonly role: Role; readonly expiresAt: number };

type Remembered = SeenSession & { readonly seenAt: number };

/** For so many milliseconds the table's word counts: whoever is locked while it cannot be read looks on for no longer. */
export const BELIEVED_FOR = 15 * 60_000;
/** Sessions that one execution environment remembers; that which was not seen for longest is forgotten first. */
export const MOST_SEEN = 100;

/** Sessions that the table vouched for, by the hash of their token; `now` in epoch milliseconds. */
export type SeenSessions = {
  remember(tokenHash: string, session: SeenSession, now: number): void;
  forget(tokenHash: string): void;
  /** The session, unless it was seen too long ago or has expired. */
  find(tokenHash: string, now: number): SeenSession | undefined;
};

/** A memory of sessions, empty at first. */
export function createSeenSessions(): SeenSessions {
  const seen = new Map<string, Remembered>();
  return {
    remember(tokenHash, session, now) {
      seen.delete(tokenHash);
      const [oldest] = seen.keys();
      if (oldest !== undefined && seen.size >= MOST_SEEN) seen.delete(oldest);
      seen.set(tokenHash, { ...session, seenAt: now });
    },
    forget(tokenHash) {
      seen.delete(tokenHash);
    },
    find(tokenHash, now) {
      const found = seen.get(tokenHash);
      return found && now < found.seenAt + BELIEVED_FOR && now < found.expiresAt ? found : undefined;
    },
  };
}
