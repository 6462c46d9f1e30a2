import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { localControl } from '../deploy/targets/local/local-control.ts';
import { OperatorError } from '../operator-error.ts';
import type { Place } from '../place.ts';
import { type Finding, ok } from './finding.ts';
import type { Ask } from './services.ts';

/** A place that answers, and its clock: epoch milliseconds, and how many of them pass in one of this machine's. */
export type Reached = {
  readonly findings: readonly Finding[];
  readonly clock: { readonly now: number; readonly speed: number };
};

async function reachLocal(place: Extract<Place, { kind: 'local' }>): Promise<Reached> {
  const control = localControl(place);
  const faults = await control.faults();
  if (faults.length > 0) throw new OperatorError(faults.join(' '));
  const { now, mode, speed } = await control.clock();
  const running = mode === 'running';
  const pace = running ? `its clock runs at ${speed} times this machine’s` : 'its clock stands still until it is moved';
  const findings = [ok(`The system on port ${place.awsPort} is ready; ${pace}.`)];
  return { findings, clock: { now, speed: running ? speed : 0 } };
}

async function reachAws(ask: Ask): Promise<Reached> {
  const { account, region } = await ask('sts:GetCallerIdentity', async ({ sts }) => {
    const { Account } = await sts.send(new GetCallerIdentityCommand());
    return { account: Account, region: await sts.config.region() };
  });
  return { findings: [ok(`Account ${account} answers in ${region}.`)], clock: { now: Date.now(), speed: 1 } };
}

/** Asks whether there is anything at the place; rejects with an OperatorError that says why there is not. */
export function reachPlace(place: Place, ask: Ask): Promise<Reached> {
  return place.kind === 'local' ? reachLocal(place) : reachAws(ask);
}
