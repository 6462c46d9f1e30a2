import { setTimeout as pause } from 'node:timers/promises';

/** What the shop answered while somebody kept looking at it. */
export type Answers = {
  /** Releases that answered, in the order in which they did first. */
  readonly releases: readonly string[];
  /** Requests that were not answered well. */
  readonly failures: readonly string[];
};

/** Between two looks, in milliseconds: as many as the system answers would take the time of what is deployed meanwhile. */
const PACE = 25;

const PATHS = ['/api/products?limit=5', '/api/cart', '/'];

/** Looks at one page of the shop after the other, forty a second at most, until it is told to stop. */
export function lookSteadily(siteUrl: string): { stop(): Promise<Answers> } {
  const releases = new Set<string>();
  const failures: string[] = [];
  let stopped = false;
  const look = async (path: string): Promise<void> => {
    const answer = await fetch(new URL(path, siteUrl));
    await answer.arrayBuffer();
    if (!answer.ok) failures.push(`${path} answered ${answer.status}`);
    const release = answer.headers.get('x-version');
    if (release !== null) releases.add(release);
  };
  const looking = (async () => {
    for (let count = 0; !stopped; count++) {
      const path = PATHS[count % PATHS.length] ?? '/';
      await look(path).catch((error) => failures.push(`${path}: ${error}`));
      await pause(PACE);
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await looking;
      return { releases: [...releases], failures };
    },
  };
}
