import { OperatorError } from '../operator-error.ts';

/** Why a deployment stopped before its end: the operator wanted it. */
export class Interruption extends OperatorError {}

/** Why it stopped: it was silent for so long that another one began, whose stage it is by now. */
export class LeaseLost extends OperatorError {}
