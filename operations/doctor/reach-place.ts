import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { LiveRelease } from '../deploy/target.ts';
import type { LambdaCaller } from '../deploy/targets/lambda-caller.ts';
import { liveRelease } from '../deploy/targets/live-versions.ts';
import { localControl } from '../deploy/targets/local/local-control.ts';
import { OperatorError } from '../operator-error.ts';
import type { Place } from '../place.ts';
import type { Ask } from './services.ts';

/** A place that answers, in a sentence, and its clock: epoch milliseconds, and how many of them pass in one of this machine's. */
type Answering = { readonly seen: string; readonly clock: { readonly now: number; readonly speed: number } };

/** A place that answers, and what serves there. */
export type Reached = Answering & { readonly live: LiveRelease };

async function reachLocal(place: Extract<Place, { kind: 'local' }>): Promise<Answering> {
  const control = localControl(place);
  const faults = await control.faults();
  if (faults.length > 0) throw new OperatorError(faults.join(' '));
  const { now, mode, speed } = await control.clock();
  const running = mode === 'running';
  const pace = running ? `its clock runs at ${speed} times this machine’s` : 'its clock stands still until it is moved';
  return {
    seen: `The system on port ${place.awsPort} is ready; ${pace}.`,
    clock: { now, speed: running ? speed : 0 },
  };
}

async function reachAws(ask: Ask): Promise<Answering> {
  const { account, region } = await ask('sts:GetCallerIdentity', async ({ sts }) => {
    const { Account } = await sts.send(new GetCallerIdentityCommand());
    return { account: Account, region: await sts.config.region() };
  });
  return { seen: `Account ${account} answers in ${region}.`, clock: { now: Date.now(), speed: 1 } };
}

/** Asks whether there is anything at the place; rejects with an OperatorError that says why there is not. */
export async function reachPlace(place: Place, ask: Ask, lambda: LambdaCaller): Promise<Reached> {
  const answering = await (place.kind === 'local' ? reachLocal(place) : reachAws(ask));
  const live = await liveRelease(lambda);
  if (live !== undefined) return { ...answering, live };
  throw new OperatorError(
    `${answering.seen} Stage ${place.stage} is not deployed there: no function has an alias that serves. Deploy it with npm run deploy, or name the right account and region with AWS_PROFILE and AWS_REGION.`,
  );
}
