import type { Lease } from './lock.ts';

/** Why nothing can be deployed while another deployment runs, and what to do. */
export function heldBy(stage: string, { actor, since, commit }: Lease): string {
  const start = new Date(since).toISOString().replace(/\.\d+Z$/, 'Z');
  return `${actor} deploys ${commit.slice(0, 12)} to stage ${stage} since ${start}. Wait until that has ended; if it died, try again in a minute.`;
}
