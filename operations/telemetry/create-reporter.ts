import type { Deployment } from '../../functions/lib/deployments/deployment.ts';
import { DeploymentEndedError, deploymentStore } from '../../functions/lib/deployments/deployment-store.ts';
import type { Reporter } from '../deploy/reporter.ts';
import type { Target } from '../deploy/target.ts';
import { explainAwsError } from '../explain-aws-error.ts';
import { stageTable } from '../stage-table.ts';
import { deploymentMarks } from './deployment-marks.ts';
import { markDashboards } from './mark-dashboards.ts';
import { sendEvent, sendMetrics, sendTrace } from './send-deployment.ts';
import { stageClients } from './stage-clients.ts';

/** Enough to find those that are marked on dashboards among those that never came so far. */
const DEPLOYMENTS_READ = 50;

/** What is told, as a warning calls it, and the action that tells it. */
const TOLD = {
  record: ['The record of the deployment could not be kept', 'dynamodb:PutItem'],
  history: ['The deployments before could not be read', 'dynamodb:Query'],
  trace: ['The trace could not be sent', 'xray:PutTraceSegments'],
  metrics: ['The metrics could not be sent', 'cloudwatch:PutMetricData'],
  event: ['The event could not be sent', 'events:PutEvents'],
  marks: ['The dashboards could not be marked', 'cloudwatch:PutDashboard'],
} as const;
type Told = keyof typeof TOLD;
const ALL: readonly Told[] = ['record', 'history', 'trace', 'metrics', 'event', 'marks'];

const CLOSED = 'Another deployment has closed it as interrupted.';

/** What the SDK threw, which ElectroDB wraps. */
function awsErrorIn(error: unknown): unknown {
  return error instanceof Error && error.name === 'ElectroError' ? (error.cause ?? error) : error;
}

/** Tries things, and keeps of each a sentence why it failed when it was last tried. */
function createAttempts({ place }: Pick<Target, 'place'>) {
  const warnings = new Map<Told, string>();
  return {
    warnings,
    async attempt<Result>(told: Told, run: () => Promise<Result>): Promise<Result | undefined> {
      const [what, action] = TOLD[told];
      try {
        const result = await run();
        warnings.delete(told);
        return result;
      } catch (error) {
        const closed = error instanceof DeploymentEndedError;
        const why = closed ? CLOSED : explainAwsError(awsErrorIn(error), place, action).message;
        warnings.set(told, `${what}. ${why}`);
        if (closed) throw error;
        return undefined;
      }
    },
  };
}

/** The marks of all, also when what the record of this one says could not be kept. */
function marksWith(ended: Deployment, newestFirst: readonly Deployment[]) {
  return deploymentMarks(newestFirst.map((each) => (each.id === ended.id ? ended : each)));
}

/** Tells the stage of a deployment through its AWS APIs. */
export function createReporter({ place, access }: Pick<Target, 'place' | 'access'>): Reporter {
  const { stage } = place;
  const store = deploymentStore(stageTable(access, stage));
  const clients = stageClients(access);
  const { attempt, warnings } = createAttempts({ place });

  /** False when another deployment has found this one dead, and has told of it. */
  const save = (deployment: Deployment): Promise<boolean> =>
    attempt('record', () => store.save(deployment)).then(
      () => true,
      () => false,
    );

  const tell = async (deployment: Deployment): Promise<void> => {
    const page = await attempt('history', () => store.page(stage, { limit: DEPLOYMENTS_READ }));
    const previous = page?.deployments.find(({ id, endedAt }) => id < deployment.id && endedAt !== undefined);
    await Promise.all([
      attempt('trace', () => sendTrace(clients, deployment)),
      attempt('metrics', () => sendMetrics(clients, deployment, previous?.endedAt)),
      attempt('event', () => sendEvent(clients, deployment)),
      // Without the record of those before, their marks would be taken away.
      page &&
        attempt('marks', () => markDashboards(clients.cloudWatch, stage, marksWith(deployment, page.deployments))),
    ]);
  };

  return {
    save: async (deployment) => void (await save(deployment)),
    ended: async (deployment) => {
      if (await save(deployment)) await tell(deployment);
    },
    warnings: () => ALL.flatMap((told) => warnings.get(told) ?? []),
  };
}
