import type { TestProject } from 'vitest/node';
import { installPlatform } from './install-platform.ts';
import { makePlan } from './make-plan.ts';
import type { Plan } from './plan/plan.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The plan of a protected stage. */
    readonly production: Plan;
    /** The plan of any other stage. */
    readonly development: Plan;
  }
}

/** Installs SST's platform where it is missing and plans both kinds of stage once for all tests. */
export async function setup(project: TestProject): Promise<void> {
  installPlatform();
  const [production, development] = await Promise.all([makePlan({ stage: 'production' }), makePlan({ stage: 'dev' })]);
  project.provide('production', production);
  project.provide('development', development);
}
