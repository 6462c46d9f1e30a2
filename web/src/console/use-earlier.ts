import { useRef, useState } from 'preact/hooks';
import type { DeploymentOverview, Deployments } from '../../../functions/ops/responses.ts';
import { consoleApi } from './console-api.ts';

type Earlier = {
  /** Newest first, each once. */
  deployments: readonly DeploymentOverview[];
  more: (() => void) | undefined;
  older: { busy: boolean; error?: unknown };
};

/** All deployments seen so far: new ones push older ones off the first page, but not out of sight. */
function together(seen: Map<string, DeploymentOverview>, page: Deployments): readonly DeploymentOverview[] {
  for (const each of page.deployments) seen.set(each.id, each);
  return [...seen.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
}

/** The latest deployments and, as far as one asks for them, those before. */
export function useEarlier(latest: Deployments): Earlier {
  const seen = useRef(new Map<string, DeploymentOverview>());
  const [last, setLast] = useState<Deployments>();
  const [older, setOlder] = useState<Earlier['older']>({ busy: false });
  if (last !== undefined) together(seen.current, last);
  const deployments = together(seen.current, latest);
  const { nextCursor } = last ?? latest;
  const load = async (cursor: string) => {
    setOlder({ busy: true });
    try {
      setLast(await consoleApi.deployments({ cursor })(new AbortController().signal));
      setOlder({ busy: false });
    } catch (error) {
      setOlder({ busy: false, error });
    }
  };
  return { deployments, more: nextCursor === null ? undefined : () => void load(nextCursor), older };
}
