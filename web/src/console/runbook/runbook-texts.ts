/** Loaders of the runbooks' texts by path; each is a file of its own that is fetched when it is shown. */
const LOADERS = import.meta.glob<string>('../../../../monitoring/runbooks/*.md', { query: '?raw', import: 'default' });

const BY_NAME = new Map(
  Object.entries(LOADERS).map(([path, load]) => [path.slice(path.lastIndexOf('/') + 1, -'.md'.length), load]),
);

/** Names of the runbooks: those of their files without `.md`. */
export const RUNBOOK_NAMES: readonly string[] = [...BY_NAME.keys()].sort();

/** Loads a runbook's text; undefined when there is none of that name. */
export function runbookLoader(name: string): (() => Promise<string>) | undefined {
  return BY_NAME.get(name);
}

/** The address of the page that shows a runbook, by the file that an alarm names. */
export function runbookHref(file: string, look = new URLSearchParams()): string {
  const path = `/ops/runbooks/${encodeURIComponent(file.replace(/\.md$/, ''))}`;
  return look.size === 0 ? path : `${path}?${look}`;
}
