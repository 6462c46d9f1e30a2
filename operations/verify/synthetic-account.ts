import * as z from 'zod/mini';
import type { LambdaCaller } from '../deploy/targets/lambda-caller.ts';
import { VerificationError } from './check.ts';
import { invokeDirectly } from './function-health.ts';

const Answer = z.object({
  shopper: z.object({ email: z.string(), password: z.string(), leftBehind: z.optional(z.literal(true)) }),
});

/** How the walk signs in; nobody else can, and nothing of it is told. */
export type Account = Omit<z.infer<typeof Answer>['shopper'], 'leftBehind'>;

type Asking = { readonly qualifier: string; readonly now: number; readonly signal: AbortSignal };

async function ask(caller: LambdaCaller, { qualifier, now, signal }: Asking) {
  const event = { shopper: 'deployment', time: new Date(now).toISOString() };
  const { data } = z.safeParse(Answer, await invokeDirectly(caller, { id: 'setup', qualifier, event, signal }));
  if (data) return data.shopper;
  throw new VerificationError('setup gave no account to shop with. Is it of this release?');
}

/**
 * A new account of which nothing is counted or shipped: only who may invoke `setup` gets one. What a verification before has
 * left behind is cleared away first.
 */
export async function syntheticAccount(
  caller: LambdaCaller,
  asking: Asking,
  clear: (left: Account) => Promise<void>,
): Promise<Account> {
  const { leftBehind, ...account } = await ask(caller, asking);
  if (!leftBehind) return account;
  await clear(account);
  const { leftBehind: still, ...next } = await ask(caller, asking);
  if (still) throw new VerificationError('The account of an earlier verification could not be cleared away.');
  return next;
}
