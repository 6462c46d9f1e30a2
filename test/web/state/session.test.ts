import { describe, expect, test } from 'vitest';
import { ApiError } from '../../../web/src/api/api-error.ts';
import type { User } from '../../../web/src/api/types.ts';
import { lastKnown } from '../../../web/src/state/last-known.ts';
import { createSession, roleOf } from '../../../web/src/state/session.ts';
import { fakeApi, settled } from '../fake-api.ts';
import { memoryStorage } from '../memory-storage.ts';

const user: User = { id: 'usr_1', email: 'a@example.com', name: 'A', role: 'customer' };
const problem = (status: number) => new ApiError({ status, title: 'T', detail: 'D' });

async function signedIn() {
  const { api, calls, next } = fakeApi();
  const [memory, tab] = [memoryStorage(), memoryStorage()];
  const session = createSession(api, memory, tab);
  const opened = session.signIn({ email: user.email, password: 'pass phrase' });
  next().answer({ token: 't' });
  await settled();
  next().answer({ user });
  await opened;
  return { session, memory, tab, calls, next, api };
}

describe('the session', () => {
  test('of a browser that never signed in is a guest, without asking the server', async () => {
    const { api, calls } = fakeApi();
    const session = createSession(api, memoryStorage(), memoryStorage());
    await session.load();
    expect(session.store.get()).toEqual({ status: 'guest' });
    expect(calls).toEqual([]);
  });

  test('of a browser that can remember nothing is what the server says', async () => {
    const { api, next } = fakeApi();
    const session = createSession(api, memoryStorage({ lasting: false }), memoryStorage());
    const loading = session.load();
    next().answer({ user });
    await loading;
    expect(session.store.get()).toEqual({ status: 'signedIn', user });
  });

  test('is that of the account after signing in, and again after a reload', async () => {
    const { session, memory, tab, api, next } = await signedIn();
    expect(session.store.get()).toEqual({ status: 'signedIn', user });
    const reloaded = createSession(api, memory, tab);
    const loading = reloaded.load();
    next().answer({ user });
    await loading;
    expect(reloaded.store.get()).toEqual({ status: 'signedIn', user });
  });

  test('is a guest when the server no longer knows the cookie', async () => {
    const { memory, tab, api, next } = await signedIn();
    const session = createSession(api, memory, tab);
    const loading = session.load();
    next().fail(problem(401));
    await loading;
    expect(session.store.get()).toEqual({ status: 'guest' });
  });

  test('says that it could not be found out, rather than pretend that nobody is signed in', async () => {
    const { memory, tab, api, next } = await signedIn();
    const session = createSession(api, memory, tab);
    const loading = session.load();
    next().fail(problem(500));
    await loading;
    expect(session.store.get()).toMatchObject({ status: 'failed', error: { status: 500 } });
  });

  test('of a server that fails is still known to the tab by name and role, and by nothing else', async () => {
    const { memory, tab, api, next } = await signedIn();
    const session = createSession(api, memory, tab);
    const loading = session.load();
    next().fail(problem(500));
    await loading;
    const failed = session.store.get();
    expect(failed).toMatchObject({ status: 'failed', known: { name: 'A', role: 'customer' } });
    expect(JSON.stringify(failed)).not.toContain(user.email);
    expect(roleOf(failed)).toBe('customer');
  });

  test.each([
    ['of another tab', 500, memoryStorage()],
    ['when it is no failure of the server', 429, undefined],
    ['when there is no connection', 0, undefined],
  ])('is not known %s', async (_, status, other) => {
    const { memory, tab, api, next } = await signedIn();
    const session = createSession(api, memory, other ?? tab);
    const loading = session.load();
    next().fail(problem(status));
    await loading;
    expect(roleOf(session.store.get())).toBeUndefined();
  });

  test('that was known only to the tab ends when any call is told that nobody is signed in, for good', async () => {
    const { memory, tab, api, next } = await signedIn();
    const session = createSession(api, memory, tab);
    const loading = session.load();
    next().fail(problem(503));
    await loading;
    session.expire();
    expect(session.store.get()).toEqual({ status: 'guest' });
    expect(lastKnown(tab)).toBeUndefined();
  });

  test.each(['', 'null', '{', '{"name":"A","role":"owner"}', '{"name":1,"role":"admin"}'])(
    'is nobody where the tab holds %j',
    (text) => {
      const tab = memoryStorage();
      tab.setItem('smallcart.last-known', text);
      expect(lastKnown(tab)).toBeUndefined();
    },
  );

  test('stays a guest when the password is wrong', async () => {
    const { api, next } = fakeApi();
    const session = createSession(api, memoryStorage(), memoryStorage());
    await session.load();
    const opened = session.signIn({ email: user.email, password: 'wrong' });
    next().fail(problem(401));
    await expect(opened).rejects.toMatchObject({ status: 401 });
    expect(session.store.get()).toEqual({ status: 'guest' });
  });

  test('reports a sign-in whose account could not be read', async () => {
    const { api, next } = fakeApi();
    const session = createSession(api, memoryStorage(), memoryStorage());
    const opened = session.register({ email: user.email, password: 'pass phrase', name: 'A' });
    next().answer({ token: 't' });
    await settled();
    next().fail(problem(0));
    await expect(opened).rejects.toMatchObject({ status: 0 });
  });

  test('ends by signing out', async () => {
    const { session, next } = await signedIn();
    const closed = session.signOut();
    const call = next();
    expect(session.store.get()).toMatchObject({ status: 'signedIn' });
    call.answer(undefined);
    await closed;
    expect(session.store.get()).toEqual({ status: 'guest' });
  });

  test('ends when any call is told that nobody is signed in', async () => {
    const { session } = await signedIn();
    session.expire();
    expect(session.store.get()).toEqual({ status: 'guest' });
  });
});
