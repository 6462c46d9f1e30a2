import type { Deployment } from '../../functions/lib/deployments/deployment.ts';
import { type DashboardMark, type MarkWord, markLabel } from '../../monitoring/dashboard-marks.ts';

/** More than this many on one graph hide it. */
const MOST_MARKS = 20;

const GREEN = '#2ca02c';
const RED = '#d62728';

function wordOf(status: Deployment['status']): MarkWord | undefined {
  switch (status) {
    case 'succeeded':
      return 'Deployed';
    case 'rolled-back':
      return 'Rolled back';
    case 'failed':
      return 'Failed';
    case 'interrupted':
      return 'Interrupted';
    case 'running':
      return undefined;
    default:
      return status satisfies never;
  }
}

/** A deployment that did not come as far as its step `deploy` has changed nothing that a graph could show. */
function markOf({ status, version, steps }: Deployment): DashboardMark[] {
  const word = wordOf(status);
  const step = steps.find(({ name }) => name === 'deploy');
  if (word === undefined || step === undefined || step.status === 'skipped') return [];
  const value = new Date(step.endedAt ?? step.startedAt).toISOString();
  return [{ label: markLabel(word, version), value, color: word === 'Deployed' ? GREEN : RED }];
}

/** The marks of the newest deployments, oldest first: each where its release got all requests, or where it failed. */
export function deploymentMarks(newestFirst: readonly Deployment[]): readonly DashboardMark[] {
  return newestFirst.flatMap(markOf).slice(0, MOST_MARKS).reverse();
}
