/** The end of an id, by which it is told from others in a list: "…G1H3J5". */
export function shortId(id: string): string {
  return `…${id.slice(-6)}`;
}

const SECTIONS: ReadonlyMap<string, 'orders' | 'products' | 'users'> = new Map([
  ['ord', 'orders'],
  ['prd', 'products'],
  ['usr', 'users'],
]);

/** The page about one thing of a section. */
export function onePage(section: 'orders' | 'products' | 'items' | 'users', id: string): string {
  return `/admin/${section}/${encodeURIComponent(id)}`;
}

/** The page about what an id stands for, if it has one. */
export function pageOf(id: string): string | undefined {
  const section = SECTIONS.get(id.slice(0, id.indexOf('_')));
  return section === undefined ? undefined : onePage(section, id);
}
