import { readdirSync } from 'node:fs';
import { ListAlarmMuteRulesCommand } from '@aws-sdk/client-cloudwatch';
import { awsClients } from './aws-clients.ts';
import { type Command, type Deployed, type DeployProcess, deploy, startDeploy } from './deploy-process.ts';
import { type RunningSystem, startSystem } from './running-system.ts';
import { callApi } from './shopper.ts';
import { type Commit, makeSmallProject, type SmallProject } from './small-project.ts';
import { type DeploymentsTold, hearDeployments } from './told-deployments.ts';

/** A running system, and a project whose releases are deployed to it by `npm run deploy`. */
export type DeploymentsRunning = {
  readonly system: RunningSystem;
  readonly project: SmallProject;
  readonly heard: DeploymentsTold;
  /** Commits that, and returns the release that it is and the one that serves yet. */
  commit(commit?: Commit): Promise<{ readonly release: string; readonly former: string }>;
  deploy(args?: readonly string[], by?: Command): Promise<Deployed>;
  start(args?: readonly string[], by?: Command): DeployProcess;
  /** The release that answers shoppers now, as the catalogue says. */
  serving(): Promise<string>;
  /** The home page as it is served now. */
  page(): Promise<string>;
  /** What deployments have left in folders, in git, and of what mutes alarms. */
  left(): Promise<typeof NOTHING_LEFT>;
  stop(): Promise<void>;
};

export const NOTHING_LEFT: {
  readonly folders: readonly string[];
  readonly worktrees: number;
  readonly mutes: readonly (string | undefined)[];
} = { folders: [], worktrees: 1, mutes: [] };

/** Starts it, its clock standing still but for what deployments wait. */
export async function startDeploymentsRunning(): Promise<DeploymentsRunning> {
  const [project, system] = await Promise.all([
    makeSmallProject(),
    startSystem({ options: ['--simulated', '--no-traffic'] }),
  ]);
  const serving = async (): Promise<string> => {
    const { headers } = await callApi(system.siteUrl, 'GET', '/api/products?limit=1');
    return headers.get('x-version') ?? '';
  };
  const mutes = async (): Promise<typeof NOTHING_LEFT.mutes> => {
    const { AlarmMuteRuleSummaries = [] } = await awsClients(system.awsUrl).cloudwatch.send(
      new ListAlarmMuteRulesCommand({}),
    );
    return AlarmMuteRuleSummaries.map(({ Status }) => Status);
  };
  return {
    ...{ system, project, serving },
    heard: await hearDeployments(system),
    commit: async (commit) => ({ release: await project.commit(commit), former: await serving() }),
    deploy: (args, by) => deploy(project, system.awsUrl, args, by),
    start: (args, by) => startDeploy(project, system.awsUrl, args, by),
    page: async () => (await fetch(system.siteUrl)).text(),
    left: async () => ({
      folders: readdirSync(project.temporary),
      worktrees: await project.worktrees(),
      mutes: await mutes(),
    }),
    stop: async () => {
      await system.stop();
      project.remove();
    },
  };
}
