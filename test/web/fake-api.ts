import type { ApiClient, ApiRequest } from '../../web/src/api/client.ts';

/** A call that waits for the test to settle it. */
export type PendingCall = {
  path: string;
  request: ApiRequest;
  answer: (value: unknown) => void;
  fail: (error: unknown) => void;
};

/** A client whose calls the test answers by hand, in any order. */
export function fakeApi() {
  const calls: PendingCall[] = [];
  const api = ((path: string, request: ApiRequest = {}) =>
    new Promise<unknown>((answer, fail) => {
      calls.push({ path, request, answer, fail });
    })) as ApiClient;
  const next = (): PendingCall => {
    const call = calls.shift();
    if (call === undefined) throw new Error('no call is waiting for an answer');
    return call;
  };
  return { api, calls, next };
}

/** Waits until everything that was already due has happened. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
