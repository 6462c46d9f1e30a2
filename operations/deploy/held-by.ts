import type { Lease } from './lock.ts';

/** Why nothing can be deployed or restored while a stage is another's, and what to do. */
export function heldBy(stage: string, { kind = 'deployment', actor, since, commit }: Lease): string {
  const start = new Date(since).toISOString().replace(/\.\d+Z$/, 'Z');
  switch (kind) {
    case 'deployment':
      return `${actor} deploys ${commit.slice(0, 12)} to stage ${stage} since ${start}. Wait until that has ended; if it died, try again in a minute.`;
    case 'restore':
      return `A backup is restored into stage ${stage} since ${start}. Wait until that has ended; if it died, repeat npm run restore in a minute.`;
    default:
      return kind satisfies never;
  }
}
