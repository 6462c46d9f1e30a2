/** A link as the API tells it. */
export type Link = { label: string; url: string };

/** Where an incident's links lead, as the page needs them. */
type IncidentLinks = {
  /** Pages of this console, by their address on this site. */
  here: readonly Link[];
  /** Pages of AWS. */
  elsewhere: readonly Link[];
};

/** The console may be reached by another name than the one that notifications spell. */
function local(url: string): string | undefined {
  const { pathname, search } = new URL(url);
  return pathname === '/ops' || pathname.startsWith('/ops/') ? `${pathname}${search}` : undefined;
}

/** The time that links are for, as the console's addresses have it. */
export function timeOf(links: readonly Link[]): URLSearchParams {
  const query = links.map(({ url }) => new URL(url).searchParams).find((each) => each.has('from') && each.has('to'));
  return new URLSearchParams(['from', 'to'].flatMap((name) => (query ? [[name, query.get(name) ?? '']] : [])));
}

/** Links as they were told, apart by where they lead; the runbook's queries are for the time of the incident, too. */
export function incidentLinks(links: readonly Link[]): IncidentLinks {
  const time = timeOf(links);
  const here = links.flatMap(({ label, url }) => {
    const href = local(url);
    if (href === undefined) return [];
    return [{ label, url: href.includes('?') || time.size === 0 ? href : `${href}?${time}` }];
  });
  return { here, elsewhere: links.filter(({ url }) => local(url) === undefined) };
}
