import { pageOf, shortId } from './short-id.ts';

/** A short id that leads to the page about what it stands for; spelled out where it has none. */
export function IdLink({ id }: { id: string }) {
  const href = pageOf(id);
  if (href === undefined) return <code>{id}</code>;
  return (
    <a href={href} title={id}>
      <code>{shortId(id)}</code>
    </a>
  );
}
