import * as z from 'zod/mini';
import type { FunctionContract, RouteContract } from '../lib/contract.ts';
import { ROLES } from '../lib/entities/session.ts';
import { healthContract } from '../lib/health-contract.ts';
import { Farewell, Login, NewPassword, Profile, Registration } from './account-requests.ts';
import type { UserView } from './user-view.ts';

const User = z
  .object({ id: z.string(), email: z.string(), name: z.string(), role: z.enum(ROLES) })
  .register(z.globalRegistry, { id: 'User' }) satisfies z.ZodMiniType<UserView>;

const OwnUser = z.object({ user: User }).register(z.globalRegistry, { id: 'OwnUser' });

const Token = z
  .string()
  .check(z.describe('For `Authorization: Bearer`, where there are no cookies. It is valid as long as the cookie.'));
const SignedIn = z.object({ user: User, token: Token }).register(z.globalRegistry, { id: 'SignedIn' });

const email = 'someone@example.com';
const password = 'a long enough password';
const user = { id: 'usr_01KAJ3W0G0X9QK2T5B7N4M8R6C', email, name: 'Someone', role: 'customer' };
const signedIn = {
  json: SignedIn,
  example: { user, token: `01KAJ3W0G0X9QK2T5B7N4M8R6C.${'A'.repeat(43)}` },
  headers: ['Set-Cookie'],
} as const;
const own = { json: OwnUser, example: { user } } as const;
const LIMITED = ['RateLimit', 'RateLimit-Policy'] as const;

const WRONG_TOO_OFTEN = 'The password was wrong too often (`too-many`); `Retry-After` says when to try again.';

const register: RouteContract = {
  summary: 'Makes an account',
  description: 'Signs in, and takes over the cart that was filled as a guest.',
  body: { json: Registration, example: { email, password, name: 'Someone' } },
  answers: { 201: { description: 'The account, signed in.', ...signedIn } },
  problems: {
    409: 'There is an account with this address (`email-taken`), or its sessions were ended at this moment (`ended`).',
  },
};

const login: RouteContract = {
  summary: 'Signs in',
  description: 'Takes over the cart that was filled as a guest.',
  body: { json: Login, example: { email, password } },
  answers: { 200: { description: 'Signed in.', ...signedIn, headers: ['Set-Cookie', ...LIMITED] } },
  problems: {
    401: 'Address or password is wrong (`credentials`); which of them is not told.',
    403: 'The account is locked (`locked`), or the request comes from another site (`origin`).',
    409: 'All sessions were ended at this moment (`ended`): sign in again.',
    429: WRONG_TOO_OFTEN,
  },
};

const changePassword: RouteContract = {
  summary: 'Changes the password',
  description: 'Ends all other sessions.',
  body: { json: NewPassword, example: { currentPassword: password, newPassword: 'another long enough password' } },
  answers: { 204: { description: 'It is changed.', empty: true, headers: LIMITED } },
  problems: {
    403: 'The present password is wrong (`wrong-password`).',
    409: 'Password or sessions have changed meanwhile (`ended`).',
    429: WRONG_TOO_OFTEN,
  },
};

const deleteAccount: RouteContract = {
  summary: 'Deletes the account',
  description:
    'Erases name, address and sign-in; orders and the wallet’s ledger are kept under another name that leads to nobody. Credit is lost, and must be named by its amount. May be asked again when it was cut short.',
  body: { json: Farewell, example: { password, forfeitBalanceCents: 0 } },
  answers: { 204: { description: 'It is deleted.', empty: true, headers: ['Set-Cookie', ...LIMITED] } },
  problems: {
    403: 'The password is wrong (`wrong-password`).',
    409: 'Orders are not closed yet (`orders-open`), there is credit that was not given up (`wallet-not-empty`), the account has a role other than customer (`has-role`), or it has changed meanwhile (`changed-meanwhile`).',
    429: WRONG_TOO_OFTEN,
    503: 'A part is done (`not-finished`), or an order is too new (`busy`): ask again.',
  },
};

/** What account takes and answers. */
export const accountContract: FunctionContract<'account'> = {
  'POST /api/auth/register': register,
  'POST /api/auth/login': login,
  'POST /api/auth/logout': {
    summary: 'Signs out',
    description: 'Ends this session; without one it is no error.',
    answers: { 204: { description: 'Signed out.', empty: true, headers: ['Set-Cookie'] } },
  },
  'GET /api/auth/me': {
    summary: 'Says who is signed in',
    answers: { 200: { description: 'The account.', ...own } },
  },
  'PUT /api/account': {
    summary: 'Changes the name',
    body: { json: Profile, example: { name: 'Someone Else' } },
    answers: { 200: { description: 'The account as it is now.', ...own } },
  },
  'DELETE /api/account': deleteAccount,
  'PUT /api/account/password': changePassword,
  'POST /api/account/sign-out-everywhere': {
    summary: 'Signs out everywhere',
    description: 'Ends all sessions of the account, this one included.',
    answers: { 204: { description: 'Signed out.', empty: true, headers: ['Set-Cookie'] } },
  },
  'GET /health/account': healthContract,
};
