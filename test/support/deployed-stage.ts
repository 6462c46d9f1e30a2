import type { Deployment } from '../../functions/lib/deployments/deployment.ts';
import type { DeploymentPorts, DeploymentRequest } from '../../operations/deploy/deployment-run.ts';
import { Interruption } from '../../operations/deploy/interruption.ts';
import type { DeploymentLock, Lease } from '../../operations/deploy/lock.ts';
import type { Progress } from '../../operations/deploy/progress.ts';
import type { FunctionVersions, LiveRelease, Target, Work } from '../../operations/deploy/target.ts';
import type { Verification } from '../../operations/deploy/verification.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const SITE = 'https://shop.example';
const START = Date.parse('2031-01-01T00:00:00.000Z');

/** What serves before a test deploys. */
export const FORMER: LiveRelease = {
  version: 'f0f0f0f0f0f0',
  siteUrl: SITE,
  functionVersions: { catalog: '7', cart: '3' },
};

export const REQUEST: DeploymentRequest = {
  stage: 'local',
  commit: COMMIT,
  version: COMMIT.slice(0, 12),
  actor: '0a1b2c3d4e5f',
  settings: { canaryPercent: 10, canaryMinutes: 5, bakeMinutes: 10 },
};

/** The points of a deployment in their order; then those of the way back. */
export const POINTS = [
  ...['add', 'install', 'test', 'build', 'provision', 'newVersions'],
  ...['share 10', 'canary', 'share 100', 'release'],
] as const;
export const POINTS_BACK = ['share back', 'restore', 'rollback'] as const;
export type Point = (typeof POINTS)[number] | (typeof POINTS_BACK)[number];

/** What a test makes of the points: what is done there, before or instead of the rest. */
export type Course = Partial<Record<Point, (stage: DeployedStage) => void>>;

/** A stage in memory, and what a deployment does to it. */
export type DeployedStage = {
  /** Shares of the requests by catalog's version, the release whose resources and site are there, and what is in folders. */
  readonly state: { shares: Record<string, number>; resources: string; folders: string[] };
  readonly points: Point[];
  /** Every record that was saved, and those that were told as ended. */
  readonly saved: Deployment[];
  readonly told: Deployment[];
  readonly said: string[];
  /** What became of the alarms: muted for how many minutes and after which point, unmuted after which. */
  readonly silence: string[];
  readonly lock: DeploymentLock & { lease: Lease | undefined; lost: boolean };
  readonly ports: DeploymentPorts;
  interrupt(): void;
  /** Lets the stage's clock pass. */
  pass(milliseconds: number): void;
};

function memoryLock(lease: Lease | undefined) {
  let mine: Lease | undefined;
  const lock = {
    lease,
    lost: false,
    holder: async () => undefined,
    take: async (wanted: Lease) => {
      const abandoned = lock.lease;
      mine = abandoned?.previous === undefined ? wanted : { ...wanted, previous: abandoned.previous };
      lock.lease = mine;
      return { taken: true, ...(abandoned === undefined ? {} : { abandoned }) } as const;
    },
    keep: async () => !lock.lost,
    isSure: () => false,
    begin: async (previous: LiveRelease) => {
      if (mine !== undefined && !lock.lost) lock.lease = { ...mine, previous };
      return !lock.lost;
    },
    settle: async () => {
      if (lock.lost || lock.lease === undefined) return false;
      const { previous: _, ...rest } = lock.lease;
      lock.lease = rest;
      return true;
    },
    giveBack: async () => {
      if (!lock.lost && lock.lease?.previous === undefined) lock.lease = undefined;
    },
  };
  return lock;
}

type StageOptions = {
  readonly former?: LiveRelease | null;
  readonly lease?: Lease;
  /** Of its clock; null when that moves only when it is told to. */
  readonly pace?: number | null;
};

/** A stage on which the former release serves, or nothing; a lease is one that a deployment has left that died. */
export function deployedStage(
  course: Course = {},
  { former = FORMER, lease, pace = 1 }: StageOptions = {},
): DeployedStage {
  const state: DeployedStage['state'] = {
    shares: former === null ? {} : { [former.functionVersions.catalog ?? '']: 1 },
    resources: former?.version ?? 'none',
    folders: [],
  };
  const interruption = new AbortController();
  const points: Point[] = [];
  const [saved, told, said]: [Deployment[], Deployment[], string[]] = [[], [], []];
  const silence: string[] = [];
  let time = START;

  const reach = (point: Point): void => {
    points.push(point);
    time += 1_000;
    course[point]?.(stage);
  };
  const stopped = ({ signal }: Pick<Work, 'signal'>): void => signal.throwIfAborted();

  const verification = (point: Point): Verification =>
    async function* verified(context) {
      const startedAt = time;
      const check = { name: point, startedAt, detail: `${context.version} answers.` };
      try {
        reach(point);
      } catch (error) {
        yield { ...check, status: 'failed', detail: error instanceof Error ? error.message : '', endedAt: time };
      }
      stopped(context);
      yield { ...check, status: 'passed', endedAt: time };
    };

  const command = (point: Point) => async (folder: string, work: Work) => {
    work.progress(`${point} in ${folder}`);
    reach(point);
    stopped(work);
  };

  const target: Target = {
    place: { kind: 'local', stage: 'local', awsPort: 1 },
    access: {},
    now: async () => time,
    pace: async () => pace ?? undefined,
    wait: async () => undefined,
    faults: async () => [],
    live: async () => former ?? undefined,
    isThere: async ({ version }) => version === former?.version,
    plan: async () => [],
    provision: async ({ version }, work) => {
      state.resources = `part of ${version}`;
      reach('provision');
      stopped(work);
      state.resources = version;
      return { functionVersions: { catalog: '8', cart: '4' }, siteUrl: SITE, bundleBytes: 1_000 };
    },
    shift: async ({ catalog = '' }: FunctionVersions, share, fence) => {
      await fence?.();
      const isBack = catalog === former?.functionVersions.catalog;
      reach(isBack ? 'share back' : share === 1 ? 'share 100' : 'share 10');
      const others = Object.keys(state.shares).filter((version) => version !== catalog && version === '7');
      state.shares = {
        ...Object.fromEntries(share === 1 ? [] : others.map((version) => [version, 1 - share])),
        [catalog]: share,
      };
    },
    restore: async ({ version }) => {
      reach('restore');
      state.resources = version;
    },
  };

  const progress: Progress = {
    begin: () => undefined,
    line: () => undefined,
    check: () => undefined,
    end: (step, { status }) => void said.push(`${step} ${status}`),
    say: (sentence) => void said.push(sentence),
  };

  const lock = memoryLock(lease);
  const stage: DeployedStage = {
    ...{ state, points, saved, told, said, silence, lock },
    interrupt: () => interruption.abort(new Interruption('The operator interrupted it.')),
    pass: (milliseconds) => {
      time += milliseconds;
    },
    ports: {
      ...{ target, progress, lock },
      reporter: {
        save: async (deployment) => void saved.push(deployment),
        ended: async (deployment) => void told.push(deployment),
        warnings: () => [],
      },
      checkoutOf: (id) => ({
        add: async () => {
          state.folders.push(id);
          reach('add');
          return `/folder/${id}`;
        },
        remove: async () => {
          state.folders = state.folders.filter((other) => other !== id);
        },
      }),
      commands: { install: command('install'), test: command('test'), build: command('build') },
      verifications: {
        newVersions: verification('newVersions'),
        canary: verification('canary'),
        release: verification('release'),
        rollback: verification('rollback'),
      },
      silence: {
        begin: async (now, minutes) => silence.push(`muted at ${now - time} for ${minutes} min after ${points.at(-1)}`),
        end: async () => {
          silence.push(`unmuted after ${points.at(-1)}`);
          return true;
        },
      },
      interruption: interruption.signal,
      unended: async () => [],
      monthlyCost: async () => 12.34,
      wallClock: () => START,
      pause: async (milliseconds) => stage.pass(milliseconds),
    },
  };
  return stage;
}
