import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { normaliseEmail } from '../lib/create-user.ts';
import { readTable } from '../lib/health.ts';
import { withHealth } from '../lib/health-event.ts';
import { recorded } from '../lib/invocation.ts';
import { createFirstAdmin, type NewAdmin } from './create-admin.ts';
import { makeAdmin } from './make-admin.ts';
import { makeShopper, type Shopper } from './make-shopper.ts';
import { createSampleCatalogue } from './sample-catalogue.ts';

/** `time` (ISO 8601) where another clock than the host's counts. */
const TIME = { time: z.optional(z.iso.datetime()) };

/** The event: whom the first admin is, for an empty table; whom an admin is to be from now on; that a deployment is verified; or that there are to be products. */
const Setup = z.union([
  z.object({ adminEmail: z.email(), ...TIME }),
  z.object({ admin: z.object({ email: z.email() }), ...TIME }),
  z.object({ shopper: z.literal('deployment'), ...TIME }),
  z.object({ catalogue: z.literal('sample'), ...TIME }),
]);
type Setup = z.output<typeof Setup>;

/**
 * What setting up has done: how many products it made, and the admin if it made one, with the only copy of the password.
 * Asked for an admin it tells the outcome: an account that there is becomes an admin's, or is one.
 */
export type SetupResult = {
  readonly products: number;
  readonly admin?: NewAdmin;
  readonly outcome?: 'created' | 'promoted' | 'unchanged';
  /** The account to verify a deployment with. */
  readonly shopper?: Shopper;
};

/** Lambda's entry, invoked directly: makes what an empty table lacks, or an admin. Repeating it changes nothing. */
export const handler = withHealth('setup', readTable, (event: unknown, context: Context): Promise<SetupResult> => {
  const { data } = z.safeParse(Setup, event);
  const now = data?.time === undefined ? Date.now() : Date.parse(data.time);
  return recorded('setup', context, now, () => setUp(data, now));
});

async function setUp(event: Setup | undefined, now: number): Promise<SetupResult> {
  if (!event)
    throw new Error(
      'Invoke setup with {"adminEmail": "<e-mail address>"} or {"admin": {"email": "<e-mail address>"}}.',
    );
  if ('admin' in event) return { products: 0, ...(await makeAdmin(normaliseEmail(event.admin.email), now)) };
  if ('shopper' in event) return { products: 0, shopper: await makeShopper(now) };
  const products = await createSampleCatalogue(now);
  if ('catalogue' in event) return { products };
  const admin = await createFirstAdmin(normaliseEmail(event.adminEmail), now);
  return { products, ...(admin ? { admin } : {}) };
}
