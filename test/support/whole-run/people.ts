import { InvokeCommand } from '@aws-sdk/client-lambda';
import { awsClients } from '../aws-clients.ts';
import { virtualNow } from '../control.ts';
import { as, type Drive } from './drive.ts';
import { TYPED } from './typed-values.ts';

/** Somebody who is signed in with a Bearer token. */
export type Person = { readonly id: string; readonly token: string; readonly ask: Drive['ask'] };

type Entered = { readonly token: string; readonly user: { readonly id: string } };

function person(drive: Drive, { token, user }: Entered): Person {
  return { id: user.id, token, ask: as(drive, { authorization: `Bearer ${token}` }) };
}

export async function register(drive: Drive, email: string, password: string = TYPED.password): Promise<Person> {
  const body = { email, password, name: TYPED.name };
  const answer = await drive.ask<Entered>('POST /api/auth/register', { body });
  if (answer.status !== 201) throw new Error(`Registering answered ${answer.status}.`);
  return person(drive, answer.body);
}

export async function signIn(drive: Drive, body: { readonly email: string; readonly password: string }) {
  const answer = await drive.ask<Entered>('POST /api/auth/login', { body });
  if (answer.status !== 200) throw new Error(`Signing in answered ${answer.status}.`);
  return person(drive, answer.body);
}

/** What goes wrong at the door. */
export async function failToEnter(drive: Drive): Promise<void> {
  const { email, password, wrongPassword, noEmail } = TYPED;
  await drive.ask('POST /api/auth/register', { body: { email, password } });
  await drive.ask('POST /api/auth/register', { body: { email: noEmail, password: wrongPassword } });
  await drive.ask('POST /api/auth/login', { body: { email, password: wrongPassword } });
  await drive.ask('POST /api/auth/login', { body: password });
}

/** Somebody comes, changes everything about their account, leaves it and their store credit; their tokens. */
export async function comeAndGo(drive: Drive, deposit: (ask: Drive['ask'], cents: number) => Promise<unknown>) {
  const { leavingEmail: email, password, newPassword, wrongPassword, newName } = TYPED;
  const first = await register(drive, email);
  await first.ask('GET /api/auth/me');
  await first.ask('PUT /api/account', { body: { name: newName } });
  await first.ask('PUT /api/account/password', { body: { currentPassword: wrongPassword, newPassword } });
  await first.ask('PUT /api/account/password', { body: { currentPassword: password, newPassword } });
  await first.ask('POST /api/account/sign-out-everywhere');
  const second = await signIn(drive, { email, password: newPassword });
  await second.ask('POST /api/auth/logout');
  const last = await signIn(drive, { email, password: newPassword });
  await deposit(last.ask, 500);
  await last.ask('DELETE /api/account', { body: { password: newPassword } });
  await last.ask('DELETE /api/account', { body: { password: newPassword, forfeitBalanceCents: 500 } });
  return [first.token, second.token, last.token];
}

/** An operator makes somebody who is signed in an admin. */
export async function promote(drive: Drive, awsUrl: string): Promise<Person> {
  const email = 'promoted@shop.example';
  const promoted = await register(drive, email);
  const Payload = JSON.stringify({ admin: { email }, time: (await virtualNow(awsUrl)).toISOString() });
  await awsClients(awsUrl).lambda.send(new InvokeCommand({ FunctionName: 'smallcart-local-setup', Payload }));
  return promoted;
}
