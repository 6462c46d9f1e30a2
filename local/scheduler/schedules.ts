import type { Schedule } from './scheduler.ts';

/** A schedule as the API shows it; times in virtual epoch milliseconds. */
export type DeployedSchedule = Schedule & {
  /** What it invokes, and with what. */
  readonly targetArn: string;
  readonly input: string;
  readonly state: 'ENABLED' | 'DISABLED';
  readonly created: number;
  readonly modified: number;
};

/** The schedules of the default group. A start deploys them anew: each is enabled then. */
export interface Schedules {
  create(schedule: Schedule & Pick<DeployedSchedule, 'targetArn' | 'input'>): void;
  /** In the order in which they were made. */
  all(): readonly DeployedSchedule[];
  find(name: string): DeployedSchedule | undefined;
  setState(schedule: DeployedSchedule, state: DeployedSchedule['state']): void;
}

/** Makes a group without schedules; `now` is the virtual time. */
export function createSchedules(now: () => number): Schedules {
  const schedules = new Map<string, DeployedSchedule>();
  return {
    create: (schedule) =>
      void schedules.set(schedule.name, { ...schedule, state: 'ENABLED', created: now(), modified: now() }),
    all: () => [...schedules.values()],
    find: (name) => schedules.get(name),
    setState: (schedule, state) => void schedules.set(schedule.name, { ...schedule, state, modified: now() }),
  };
}
