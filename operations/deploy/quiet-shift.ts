import type { DeploymentRun } from './deployment-run.ts';
import { errorSentence } from './error-sentence.ts';

/** So long may a way back and what is verified beside the watches take, in minutes. */
const RESERVE = 30;

/** How long alarms are muted at most, if this process dies and nobody unmutes them: in minutes of the stage's clock. */
function longest({ request: { settings }, pace }: DeploymentRun): number {
  return settings.canaryMinutes + settings.bakeMinutes + RESERVE * Math.max(1, pace ?? 1);
}

/** Mutes the stage's alarms while requests are shifted; when that fails it is said, and people may hear more than they need to. */
export async function beginSilence(run: DeploymentRun): Promise<void> {
  try {
    const reason = `Release ${run.request.version} takes over (${run.record.current().id}).`;
    await run.silence.begin(await run.now(), longest(run), reason);
  } catch (error) {
    run.progress.line(`The alarms could not be muted, and may tell of the deployment: ${errorSentence(error)}`);
  }
}

/** Unmutes them, those of a deployment that died, too; when that fails it is said, and they are by themselves later. */
export async function endSilence(run: DeploymentRun): Promise<void> {
  try {
    await run.silence.end();
  } catch (error) {
    const later = `They are in ${longest(run)} minutes at the latest, or by the next deployment.`;
    run.progress.say(`The alarms could not be unmuted: ${errorSentence(error)} ${later}`);
  }
}
