import { randomBytes } from 'node:crypto';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { createUser, normaliseEmail } from '../lib/create-user.ts';
import { recorded } from '../lib/invocation.ts';
import { hashPassword } from '../lib/password.ts';
import { createSampleCatalogue } from './sample-catalogue.ts';

/** The event: whom the first admin is; `time` (ISO 8601) where another clock than the host's counts. */
const Setup = z.object({ adminEmail: z.email(), time: z.optional(z.iso.datetime()) });

/** What setting up has done: how many products it made, and the first admin if it made one. The only copy of the password. */
export type SetupResult = {
  readonly products: number;
  readonly admin?: { readonly email: string; readonly password: string };
};

/** Lambda's entry, invoked directly: makes what an empty table lacks. Repeating it changes nothing. */
export function handler(event: unknown, context: Context): Promise<SetupResult> {
  const { data } = z.safeParse(Setup, event);
  const now = data?.time === undefined ? Date.now() : Date.parse(data.time);
  return recorded('setup', context, now, () => setUp(data, now));
}

async function setUp(data: z.output<typeof Setup> | undefined, now: number): Promise<SetupResult> {
  if (!data) throw new Error('Invoke setup with {"adminEmail": "<e-mail address>"}.');
  const products = await createSampleCatalogue(now);
  const admin = await createFirstAdmin(normaliseEmail(data.adminEmail), now);
  return { products, ...(admin ? { admin } : {}) };
}

async function createFirstAdmin(email: string, now: number): Promise<SetupResult['admin']> {
  const password = randomBytes(18).toString('base64url');
  const admin = { email, name: 'Admin', role: 'admin', passwordHash: await hashPassword(password) } as const;
  const made = await createUser(admin, now, true);
  if ('userId' in made) return { email, password };
  if (made.refusal === 'milestone-reached') return undefined;
  throw new Error('The admin’s address already belongs to a customer’s account. Choose another one.');
}
