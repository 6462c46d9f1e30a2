import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningSystem, startSystem } from '../support/running-system.ts';
import { callApi, registerShopper } from '../support/shopper.ts';

let system: RunningSystem;
beforeAll(async () => {
  system = await startSystem({ options: ['--no-traffic'] });
}, 180_000);
afterAll(() => system?.stop());

/** Runs `npm run admin` for the system that runs here. */
async function makeAdmin(email: string): Promise<string> {
  const args = ['operations/admin.ts', '--email', email, '--aws-port', new URL(system.awsUrl).port];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return text(child.stdout);
}

const signIn = (email: string, password: string) =>
  callApi<{ token: string; user: { role: string } }>(system.siteUrl, 'POST', '/api/auth/login', { email, password });

test('an operator makes an admin, who signs in with the password that was printed and sees who made them one', async () => {
  const email = 'operator@shop.example';
  const printed = await makeAdmin(email);
  const [, password = ''] = /password (\S+)/.exec(printed) ?? [];
  const { status, body } = await signIn(email, password);
  expect([status, body.user.role]).toEqual([200, 'admin']);
  const headers = { authorization: `Bearer ${body.token}` };
  const audit = await callApi<{ entries: unknown[] }>(system.siteUrl, 'GET', '/api/admin/audit', undefined, headers);
  expect(audit.body.entries[0]).toMatchObject({ actor: 'operator', action: 'user.create-admin' });
  expect(await makeAdmin(email)).toBe(`${email} is an admin already.\n`);
});

test('a customer who is made an admin is signed out, and an admin from the next sign-in on', async () => {
  const email = 'promoted@shop.example';
  const shopper = await registerShopper(system.siteUrl, email);
  expect(await makeAdmin(email)).toMatch(/is an admin now/);
  expect((await shopper.call('GET', '/api/auth/me')).status).toBe(401);
  expect((await signIn(email, 'correct horse battery')).body.user.role).toBe('admin');
});
