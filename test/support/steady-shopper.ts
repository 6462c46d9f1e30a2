/** What the shop answered while somebody kept looking at it. */
export type Answers = {
  /** Releases that answered, in the order in which they did first. */
  readonly releases: readonly string[];
  /** Requests that were not answered well. */
  readonly failures: readonly string[];
};

const PATHS = ['/api/products?limit=5', '/api/cart', '/'];

/** Looks at one page of the shop after the other until it is told to stop. */
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
    while (!stopped) for (const path of PATHS) await look(path).catch((error) => failures.push(`${path}: ${error}`));
  })();
  return {
    stop: async () => {
      stopped = true;
      await looking;
      return { releases: [...releases], failures };
    },
  };
}
