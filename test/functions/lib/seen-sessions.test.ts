import { expect, test } from 'vitest';
import { BELIEVED_FOR, createSeenSessions, MOST_SEEN } from '../../../functions/lib/seen-sessions.ts';

const HOUR = 3_600_000;
const session = { userId: 'usr_1', role: 'viewer', expiresAt: HOUR } as const;

test('a session is known from when it was last seen for as long as it is believed, and not a moment longer', () => {
  const seen = createSeenSessions();
  seen.remember('a', session, 0);
  seen.remember('a', session, 1_000);
  expect(seen.find('a', 1_000 + BELIEVED_FOR - 1)).toMatchObject(session);
  expect(seen.find('a', 1_000 + BELIEVED_FOR)).toBeUndefined();
});

test('a session is not known beyond its own end', () => {
  const seen = createSeenSessions();
  seen.remember('a', session, HOUR - 2);
  expect(seen.find('a', HOUR - 1)).toMatchObject(session);
  expect(seen.find('a', HOUR)).toBeUndefined();
});

test('a session that is forgotten, or was never seen, is not known', () => {
  const seen = createSeenSessions();
  seen.remember('a', session, 0);
  seen.forget('a');
  expect([seen.find('a', 1), seen.find('b', 1)]).toEqual([undefined, undefined]);
});

test('of too many, that which was not seen for longest is forgotten', () => {
  const seen = createSeenSessions();
  for (let place = 0; place < MOST_SEEN; place += 1) seen.remember(`${place}`, session, place);
  seen.remember('0', session, MOST_SEEN);
  seen.remember('one more', session, MOST_SEEN);
  const known = ['0', '1', '2', 'one more'].filter((hash) => seen.find(hash, MOST_SEEN));
  expect(known).toEqual(['0', '2', 'one more']);
});
