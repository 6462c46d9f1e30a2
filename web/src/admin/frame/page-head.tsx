import type { ComponentChildren } from 'preact';
import { useTitle } from '../../ui/use-title.ts';

type PageHeadProps = {
  title: string;
  /** The list that the page belongs to. */
  up?: { href: string; label: string };
  actions?: ComponentChildren;
  children?: ComponentChildren;
};

/** A page's heading, there before its data so that whoever goes there starts at it; with the way up, a line of text and actions. */
export function PageHead({ title, up, actions, children }: PageHeadProps) {
  useTitle(`${title} · Administration`);
  return (
    <div class="admin-head">
      <div>
        {up && (
          <p class="admin-up">
            <a href={up.href}>{up.label}</a>
          </p>
        )}
        <h1 tabIndex={-1}>{title}</h1>
        {children && <p class="soft">{children}</p>}
      </div>
      {actions && <div class="admin-actions">{actions}</div>}
    </div>
  );
}
