import { OperatorError } from '../operator-error.ts';

/** Why a deployment stopped before its end: the operator wanted it. */
export class Interruption extends OperatorError {}

/** Why it stopped: it was silent for so long that another one began, whose stage it is by now. */
export class LeaseLost extends OperatorError {}

/** Why a deployment stops whose lease is another's. */
export function leaseLost(): LeaseLost {
  return new LeaseLost(
    'This deployment was not heard of for a minute, and another one has begun: the stage is left to it.',
  );
}
