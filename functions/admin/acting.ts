import type { ApiContext } from '../lib/context.ts';
import { signedIn } from '../lib/session.ts';

/** Who changes something, and when: an admin's user id, and the request's time in epoch milliseconds. */
export type Acting = { readonly actor: string; readonly now: number };

/** The admin whose request it is. */
export async function actingOf(c: ApiContext): Promise<Acting> {
  return { actor: (await signedIn(c)).userId, now: c.var.now };
}
