import type { Deployment, DeploymentStatus } from '../../functions/lib/deployments/deployment.ts';
import { elapsed } from './elapsed.ts';

/** What a deployment that has ended says to whoever started it: lines, and the exit code. */
export type Ending = { readonly lines: readonly string[]; readonly exitCode: number };

/** What is known of a deployment beside its record. */
type Circumstances = {
  /** Milliseconds of real time. */
  readonly took: number;
  /** That of the stage's clock, as its target tells it. */
  readonly pace: number | undefined;
  readonly siteUrl: string | undefined;
  readonly warnings: readonly string[];
};

/** By the shell's convention for what SIGINT ended. */
const INTERRUPTED = 130;

/** A sentence with its full stop, after which another may follow. */
const whole = (sentence: string): string => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`);

/** What serves when a deployment did not succeed: maybe the very release that was to be deployed, as it did before. */
function unsuccessful({ version, stage, previousVersion, error = '', steps }: Deployment): string {
  const wayBack = steps.find(({ name }) => name === 'rollback')?.status;
  const why = whole(error);
  if (version === previousVersion && wayBack === undefined) return `${version} still serves stage ${stage}. ${why}`;
  if (version === previousVersion && wayBack === 'succeeded')
    return `${version} serves stage ${stage} as before, and is verified. ${why}`;
  const serving = wayBack === 'succeeded' ? ` ${previousVersion} serves again, and is verified.` : '';
  return `${version} does not serve stage ${stage}. ${why}${serving}`;
}

function outcome(deployment: Deployment): string {
  const { status, version, stage } = deployment;
  switch (status) {
    case 'succeeded':
      return `${version} serves stage ${stage}.`;
    case 'rolled-back':
    case 'interrupted':
    case 'failed':
      return unsuccessful(deployment);
    case 'running':
      return `${version} is still being deployed.`;
    default:
      return status satisfies never;
  }
}

function exitCodeOf(status: DeploymentStatus): number {
  if (status === 'succeeded') return 0;
  return status === 'interrupted' ? INTERRUPTED : 1;
}

/** How long it took by the clock that its record and the console go by, and where that is another, by this machine's. */
function time(
  { startedAt, endedAt = startedAt }: Deployment,
  { took, pace }: Pick<Circumstances, 'took' | 'pace'>,
): string {
  const shown = elapsed(Math.max(0, endedAt - startedAt));
  return pace === 1 ? shown : `${shown} by the stage’s clock, ${elapsed(took)} by this machine’s`;
}

/** How a deployment ended, what could not be told of it, and where to read on. */
export function endingOf(deployment: Deployment, { siteUrl, warnings, ...spans }: Circumstances): Ending {
  const told = siteUrl === undefined ? [] : [`${siteUrl}/ops/deployments/${deployment.id}`];
  return {
    lines: [`${outcome(deployment)} (${time(deployment, spans)})`, ...told, ...warnings],
    exitCode: exitCodeOf(deployment.status),
  };
}
