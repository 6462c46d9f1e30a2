import * as z from 'zod/mini';
import { explainAwsError } from './explain-aws-error.ts';
import { OperatorError } from './operator-error.ts';
import type { Place } from './place.ts';

const Refusal = z.object({ message: z.string() });

/** How long an answer may take unless the caller says otherwise, in milliseconds. */
const PATIENCE_MS = 20_000;

/**
 * Asks the control API of the system that runs here: `noun` is the path below `/_local/`.
 * @throws OperatorError that says what was refused, or why nobody answers
 */
export async function askControl(
  place: Extract<Place, { kind: 'local' }>,
  method: string,
  noun: string,
  { body, signal }: { readonly body?: object; readonly signal?: AbortSignal } = {},
): Promise<unknown> {
  const action = `${method} /_local/${noun}`;
  const url = `http://127.0.0.1:${place.awsPort}/_local/${noun}`;
  const init = { method, signal: signal ?? AbortSignal.timeout(PATIENCE_MS) };
  try {
    const answer = await fetch(url, body === undefined ? init : { ...init, body: JSON.stringify(body) });
    const told: unknown = await answer.json();
    if (answer.ok) return told;
    const refusal = z.safeParse(Refusal, told);
    if (refusal.success) throw new OperatorError(`${action}: ${refusal.data.message}`);
    throw new OperatorError(
      `What listens on port ${place.awsPort} answers ${action} with status ${answer.status}: these are not SmallCart’s AWS APIs. Name their port with --aws-port.`,
    );
  } catch (error) {
    signal?.throwIfAborted();
    const cause = error instanceof TypeError && error.cause !== undefined ? error.cause : error;
    throw explainAwsError(cause, place, action);
  }
}
