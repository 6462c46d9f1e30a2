import { randomBytes } from 'node:crypto';
import { createUser, emailHash } from '../lib/create-user.ts';
import { credentials } from '../lib/entities/credential.ts';
import { deploymentShoppers } from '../lib/entities/deployment-shopper.ts';
import { type User, users } from '../lib/entities/user.ts';
import { hashPassword } from '../lib/password.ts';

/** How the verification of a deployment signs in; `leftBehind`: to clear away what an earlier one has not. */
export type Shopper = { readonly email: string; readonly password: string; readonly leftBehind?: true };

/** "Reserved Top Level DNS Names": no mail ever gets to an address of `.invalid`. */
const DOMAIN = 'smallcart.invalid';

/** One that an admin has locked or given a role can neither be signed in with nor deleted: it is theirs now. */
async function leftBehind(): Promise<User | undefined> {
  const { data: last } = await deploymentShoppers().get({ name: 'last' }).go({ consistent: true });
  if (!last) return undefined;
  const { data } = await users().get({ id: last.userId }).go({ consistent: true });
  return data && !data.locked && data.role === 'customer' ? data : undefined;
}

async function created(passwordHash: string, now: number): Promise<string> {
  const email = `deployment-${randomBytes(12).toString('hex')}@${DOMAIN}`;
  const user = { email, name: 'Deployment', role: 'customer', synthetic: 'deployment', passwordHash } as const;
  const made = await createUser(user, now, (userId) => [
    (table) => table.deploymentShopper.put({ name: 'last', userId }).commit(),
  ]);
  if ('userId' in made) return email;
  throw new Error('The account could not be made. Try again.');
}

/**
 * An account for the verification of a deployment, whose orders are neither counted nor shipped, with a password of 144
 * random bits. One that a verification has left behind gets a new password instead, so that it is cleared away before the
 * next is made: its deletion may have begun, and nothing is bought with it then.
 */
export async function makeShopper(now: number): Promise<Shopper> {
  const password = randomBytes(18).toString('base64url');
  const [passwordHash, left] = await Promise.all([hashPassword(password), leftBehind()]);
  if (!left) return { email: await created(passwordHash, now), password };
  await credentials()
    .patch({ emailHash: emailHash(left.email) })
    .set({ passwordHash })
    .where(({ userId }, { eq }) => eq(userId, left.id))
    .go();
  return { email: left.email, password, leftBehind: true };
}
