import type { Deployment, DeploymentCheck, DeploymentStep } from '../../functions/lib/deployments/deployment.ts';

/** What is known of the running deployment; each change is saved, in order. */
export type DeploymentRecord = {
  current(): Deployment;
  /** Resolves when it is saved. */
  change(changes: Partial<Deployment>): Promise<void>;
  putStep(step: DeploymentStep): Promise<void>;
  addCheck(check: DeploymentCheck): Promise<void>;
};

/** Begins a record with what is known at the start. */
export function createDeploymentRecord(
  initial: Deployment,
  save: (deployment: Deployment) => Promise<void>,
): DeploymentRecord {
  let deployment = initial;
  let saved = Promise.resolve();
  const change = (changes: Partial<Deployment>): Promise<void> => {
    deployment = { ...deployment, ...changes };
    const changed = deployment;
    saved = saved.then(() => save(changed));
    return saved;
  };
  return {
    current: () => deployment,
    change,
    putStep: (step) => change({ steps: [...deployment.steps.filter(({ name }) => name !== step.name), step] }),
    addCheck: (check) => change({ checks: [...deployment.checks, check] }),
  };
}
