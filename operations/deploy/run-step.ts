import type { DeploymentCheck, StepName } from '../../functions/lib/deployments/deployment.ts';
import { OperatorError } from '../operator-error.ts';
import type { DeploymentRun } from './deployment-run.ts';
import { errorSentence } from './error-sentence.ts';
import { fileFailure } from './file-failure.ts';
import { TailedError } from './tailed-error.ts';
import type { LiveRelease, Work } from './target.ts';
import type { Verification, VerificationContext } from './verification.ts';

/** A check of a verification that did not pass. */
class CheckError extends OperatorError {}

/** What stops a step: the way back is gone to its end, whatever the operator wants. */
function signalOf({ signal, lost }: DeploymentRun, name: StepName): AbortSignal {
  return name === 'rollback' ? lost : signal;
}

/** Does a step and keeps of it when it was and how it ended; resolves and rejects as the work does. */
export async function runStep<Result>(
  run: DeploymentRun,
  name: StepName,
  work: (work: Work) => Promise<Result>,
): Promise<Result> {
  const { progress, record } = run;
  const signal = signalOf(run, name);
  const startedAt = await run.now();
  progress.begin(name);
  await record.putStep({ name, status: 'running', startedAt });
  try {
    signal.throwIfAborted();
    const result = await work({ progress: (line) => progress.line(line), signal });
    signal.throwIfAborted();
    await record.putStep({ name, status: 'succeeded', startedAt, endedAt: await run.now() });
    progress.end(name, { status: 'succeeded' });
    return result;
  } catch (cause) {
    const status = signal.aborted ? 'interrupted' : 'failed';
    const error = errorSentence(signal.aborted ? signal.reason : cause);
    await record.putStep({ name, status, startedAt, endedAt: await run.now(), error });
    progress.end(name, { status, error, tail: signal.aborted ? [] : tailOf(cause) });
    throw cause;
  }
}

/** What an operator is shown of a failure beside its sentence. */
export function tailOf(error: unknown): readonly string[] {
  const told = fileFailure(error);
  if (told instanceof TailedError) return told.tail;
  // Of what nobody expected the operator sees all; no record does.
  if (error instanceof OperatorError || !(error instanceof Error)) return [];
  return (error.stack ?? error.message).split('\n');
}

/** Keeps a step that somebody else has done before. */
export async function skipStep(run: DeploymentRun, name: StepName): Promise<void> {
  const time = await run.now();
  await run.record.putStep({ name, status: 'skipped', startedAt: time, endedAt: time });
  run.progress.end(name, { status: 'skipped' });
}

/** Verifies what is live or about to be; rejects with what the first check that failed says. */
export async function verify(
  run: DeploymentRun,
  step: DeploymentCheck['step'],
  verification: Verification,
  release: LiveRelease,
): Promise<void> {
  const { target, request, record, progress } = run;
  const context: VerificationContext = {
    ...{ target, ...release, settings: request.settings, startedAt: record.current().startedAt },
    signal: signalOf(run, step),
  };
  for await (const made of verification(context)) {
    const check = { ...made, step };
    await record.addCheck(check);
    progress.check(check);
    if (check.status === 'failed') throw new CheckError(`${check.name}: ${check.detail}`);
  }
}
