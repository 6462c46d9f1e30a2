import type { DeploymentCheck } from '../../functions/lib/deployments/deployment.ts';
import { errorSentence } from '../deploy/error-sentence.ts';
import { stageClock } from '../deploy/stage-clock.ts';
import type { VerificationContext } from '../deploy/verification.ts';
import { OperatorError } from '../operator-error.ts';

/** A check before it is known which step of the deployment made it. */
export type Check = Omit<DeploymentCheck, 'step'>;

/** What was verified did not hold; the message says what was found instead, in one sentence. */
export class VerificationError extends OperatorError {}

/** Makes checks of one verification. */
export type Checker = (name: string, work: () => Promise<string>) => Promise<Check>;

/**
 * A maker of checks that are stamped by the stage's clock: what the work says is the detail, what it throws is why the check
 * failed. Rejects only when the verification is to stop.
 */
export function createChecker({ target, signal }: Pick<VerificationContext, 'target' | 'signal'>): Checker {
  const now = stageClock(target);
  return async (name, work) => {
    const startedAt = await now();
    const outcome = await work().then(
      (detail) => ({ status: 'passed', detail }) as const,
      (error: unknown) => ({ status: 'failed', detail: errorSentence(error) }) as const,
    );
    signal.throwIfAborted();
    return { name, ...outcome, startedAt, endedAt: await now() };
  };
}
