import { randomUUID } from 'node:crypto';
import { lookAround, type Step } from '../../functions/probe/look-around.ts';
import { reasonOf } from '../../functions/probe/reason-of.ts';
import { createShopper, type Shopper } from '../../functions/probe/shopper.ts';
import { LIVE_ALIAS } from '../../monitoring/physical-name.ts';
import { createLambdaCaller } from '../deploy/targets/lambda-caller.ts';
import type { VerificationContext } from '../deploy/verification.ts';
import { OperatorError } from '../operator-error.ts';
import { type Check, type Checker, createChecker, VerificationError } from './check.ts';
import { buyAndCancel } from './checkout-walk.ts';
import { clearAccount } from './clear-account.ts';
import { emitted } from './emitted.ts';
import { isShopEmpty } from './is-shop-empty.ts';
import { syntheticAccount } from './synthetic-account.ts';
import { createVersionWatch } from './version-watch.ts';

/** Longest time that a step may take, in milliseconds: every function on the way may start cold. */
const STEP_BUDGET = 20_000;

/** The step failed, and with it the walk. */
class WalkEnded extends Error {
  override readonly name = 'WalkEnded';
}

/** What a step throws in the words of a check. */
async function explained<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    throw new VerificationError(`The step failed: ${reasonOf(error, STEP_BUDGET)}.`, { cause: error });
  }
}

/** Runs each step of a walk as a check; one that failed ends the walk. */
function checkedSteps(check: Checker, emit: (check: Check) => void, signal: AbortSignal): Step {
  return async (name, run) => {
    let done: { readonly value: Awaited<ReturnType<typeof run>> } | undefined;
    const started = performance.now();
    const made = await check(`Walk: ${name}`, async () => {
      const stepSignal = AbortSignal.any([signal, AbortSignal.timeout(STEP_BUDGET)]);
      done = { value: await explained(() => run(stepSignal)) };
      return `Done within ${Math.round(performance.now() - started)} ms.`;
    });
    emit(made);
    if (done === undefined) throw new WalkEnded(`The walk failed at ${name}.`);
    return done.value;
  };
}

/** One walk, and how it is told. */
type Walking = {
  readonly shopper: Shopper;
  readonly step: Step;
  readonly check: Checker;
  readonly emit: (check: Check) => void;
};

const LEFT =
  'Nothing is left of the account. The record of its cancelled order stays, without a name, and counts nowhere.';

/** What a signed-in walk leaves is cleared away whatever became of it; the last check says what stays. */
async function shopSignedIn({ target, siteUrl }: VerificationContext, walking: Walking): Promise<void> {
  const { shopper, step, check, emit } = walking;
  const caller = createLambdaCaller(target.place, target.access);
  const wait = (ms: number) => target.wait(ms, AbortSignal.timeout(STEP_BUDGET));
  const account = await step('synthetic account', async (signal) => {
    const asking = { qualifier: LIVE_ALIAS, now: await target.now(), signal };
    return syntheticAccount(caller, asking, async (left) => {
      const its = createShopper(new URL(siteUrl), randomUUID(), { synthetic: 'deployment' });
      await its.json('/api/auth/login', { method: 'POST', body: left, signal });
      await clearAccount(its, left, wait);
    });
  });
  const clear = () => clearAccount(shopper, account, wait);
  try {
    await buyAndCancel({ shopper, step, account, year: new Date(await target.now()).getUTCFullYear() });
  } catch (error) {
    await clear().catch(() => undefined);
    throw error;
  }
  emit(await check('Walk: account deleted', () => explained(clear).then(() => LEFT)));
}

async function walk(context: VerificationContext, emit: (check: Check) => void): Promise<void> {
  const { siteUrl, version, signal } = context;
  const check = createChecker(context);
  const step = checkedSteps(check, emit, signal);
  const site = new URL(siteUrl);
  const watch = createVersionWatch(version);
  const shopper = createShopper(site, randomUUID(), { synthetic: 'deployment', answered: watch.answered });
  try {
    const product = await lookAround(shopper, step, () => isShopEmpty(context.target));
    if (product) await shopSignedIn(context, { shopper, step, check, emit });
    else emit(await check('Walk: checkout', async () => 'Nothing is in stock, so that nothing could be bought.'));
    emit(await check('Release in every answer', async () => watch.verdict()));
  } catch (error) {
    if (!(error instanceof WalkEnded)) throw error;
  }
}

/**
 * Walks the shop through its public address as a shopper does, from the home page to an order that is paid, cancelled and
 * cleared away with its account; a shop that is sold out, or has no products yet, is open, so that nothing is bought there.
 * The record of the order stays, without a name, and counts nowhere.
 */
export function verifyWalk(context: VerificationContext): AsyncGenerator<Check> {
  return emitted((emit) => walk(context, emit));
}
