import * as z from 'zod/mini';
import type { LambdaCaller } from '../deploy/targets/lambda-caller.ts';
import { VerificationError } from './check.ts';
import { invokeDirectly } from './function-health.ts';

const Answer = z.object({ shopper: z.object({ email: z.string(), password: z.string() }) });

/** How the walk signs in; nobody else can, and nothing of it is told. */
export type Account = z.infer<typeof Answer>['shopper'];

/** An account of which nothing is counted or shipped: only who may invoke `setup` gets one. */
export async function syntheticAccount(
  caller: LambdaCaller,
  { qualifier, now, signal }: { readonly qualifier: string; readonly now: number; readonly signal: AbortSignal },
): Promise<Account> {
  const event = { shopper: 'deployment', time: new Date(now).toISOString() };
  const { data } = z.safeParse(Answer, await invokeDirectly(caller, { id: 'setup', qualifier, event, signal }));
  if (data) return data.shopper;
  throw new VerificationError('setup gave no account to shop with. Is it of this release?');
}
