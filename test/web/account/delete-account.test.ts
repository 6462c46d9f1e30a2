import { describe, expect, test } from 'vitest';
import { readHoldings } from '../../../web/src/account/account-holdings.ts';
import { deleteAccount } from '../../../web/src/account/delete-account.ts';
import { deletionProblems } from '../../../web/src/account/deletion-problems.ts';
import { deletionRefusal } from '../../../web/src/account/deletion-refusal.ts';
import { passwordRefusals } from '../../../web/src/account/wrong-password.ts';
import { ApiError } from '../../../web/src/api/api-error.ts';
import { fakeApi, settled } from '../fake-api.ts';

const problem = (status: number, code: string, more: object = {}) =>
  new ApiError({ status, type: `urn:problem:${code}`, title: 'T', detail: 'D.', ...more });

function deletion() {
  const { api, calls, next } = fakeApi();
  const pauses: number[] = [];
  const done = deleteAccount(api, { password: 'p', forfeitBalanceCents: 5 }, async (seconds) => {
    pauses.push(seconds);
  });
  return { done, calls, next, pauses };
}

describe('deleting an account', () => {
  test('sends the password and the credit that is given up', async () => {
    const { done, next } = deletion();
    const call = next();
    expect([call.path, call.request]).toEqual([
      '/api/account',
      { method: 'DELETE', body: { password: 'p', forfeitBalanceCents: 5 } },
    ]);
    call.answer(undefined);
    await done;
  });

  test('goes on for as long as there is more to erase, with the pauses that are asked for', async () => {
    const { done, next, pauses } = deletion();
    next().fail(problem(503, 'not-finished', { retryAfter: 3 }));
    await settled();
    next().fail(problem(503, 'busy'));
    await settled();
    next().answer(undefined);
    await done;
    expect(pauses).toEqual([3, 1]);
  });

  test('gives up when it never ends', async () => {
    const { done, next, pauses } = deletion();
    const ended = expect(done).rejects.toMatchObject({ status: 503 });
    for (let call = 0; call < 60; call++) {
      next().fail(problem(503, 'not-finished'));
      await settled();
    }
    await ended;
    expect(pauses).toHaveLength(59);
  });

  test('stops at once at any other refusal', async () => {
    const { done, next, calls } = deletion();
    next().fail(problem(409, 'orders-open'));
    await expect(done).rejects.toMatchObject({ status: 409 });
    expect(calls).toEqual([]);
  });
});

test('before an account is deleted, password and credit are asked for', () => {
  expect(Object.keys(deletionProblems({ password: '', forfeits: false }, 5))).toEqual(['forfeit', 'password']);
  expect(deletionProblems({ password: 'p', forfeits: true }, 5)).toEqual({});
  expect(deletionProblems({ password: 'p', forfeits: false }, 0)).toEqual({});
});

describe('a refused deletion', () => {
  test('names what is in the way', () => {
    expect(deletionRefusal(problem(409, 'orders-open')).detail).toMatch(/Cancel your open orders/);
    const changed = problem(409, 'wallet-not-empty', { members: { balanceCents: 1250, currency: 'EUR' } });
    expect(deletionRefusal(changed).detail).toMatch(/€12\.50/);
    expect(deletionRefusal(problem(409, 'wallet-not-empty')).detail).toBe('D.');
    expect(deletionRefusal(problem(500, 'none')).title).toMatch(/our side/);
  });

  test('for a wrong password marks the field that it was typed in', () => {
    expect(passwordRefusals(problem(403, 'wrong-password'), 'password', [])).toEqual({
      password: 'This is not your password.',
    });
    expect(passwordRefusals(problem(403, 'locked'), 'password', [])).toEqual({});
  });
});

test('an account holds its store credit and the orders that are not closed', async () => {
  const { api, calls } = fakeApi();
  const reading = readHoldings(api, new AbortController().signal);
  const wallet = { balanceCents: 5, currency: 'EUR' };
  for (const call of calls) {
    const orders = [{ status: 'shipped' }, { status: 'delivered' }, { status: 'cancelled' }];
    call.answer(call.path === '/api/wallet' ? wallet : { orders, nextCursor: null });
  }
  expect(await reading).toEqual({ wallet, openOrders: [{ status: 'shipped' }] });
});
