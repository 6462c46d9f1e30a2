import type { ShopperAccount } from './shopper-accounts.ts';
import { expectStatus, rarely, type TripOptions } from './trip.ts';

/** What share of shoppers does so. */
const share = { mistypes: 0.03, signsOutEverywhere: 0.02, closesAccount: 0.01 };

/** Signs in, or registers at a shop that does not know the account. */
export async function signIn(options: TripOptions, account: ShopperAccount): Promise<void> {
  const { client, accounts } = options;
  const { email, password } = account;
  if (account.registered) {
    if (rarely(options, share.mistypes)) {
      expectStatus(await client.send('POST', '/api/auth/login', { email, password: `${password}.` }), 401);
    }
    const login = expectStatus(await client.send('POST', '/api/auth/login', { email, password }), 200, 401);
    if (login.status === 200) return;
  }
  // A shop that was reset knows its shoppers no more.
  const registration = await client.send('POST', '/api/auth/register', { email, password, name: 'Simulated shopper' });
  expectStatus(registration, 201, 200, 409);
  accounts.registered(account);
  if (registration.status === 409) expectStatus(await client.send('POST', '/api/auth/login', { email, password }), 200);
}

/** Signs out: here, everywhere, or for good, which the shop refuses while there are open orders or store credit. */
export async function signOut(options: TripOptions, account: ShopperAccount): Promise<void> {
  const { client, accounts } = options;
  if (rarely(options, share.closesAccount)) {
    const answer = await client.send('DELETE', '/api/account', { password: account.password });
    if (expectStatus(answer, 204, 409).status === 204) return accounts.closed(account);
  }
  if (rarely(options, share.signsOutEverywhere)) {
    expectStatus(await client.send('POST', '/api/account/sign-out-everywhere'), 204);
  } else await client.send('POST', '/api/auth/logout');
}
