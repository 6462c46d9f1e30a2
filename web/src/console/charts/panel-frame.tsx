import './charts.css';
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';

export type PanelLink = { label: string; href: string };

type PanelFrameProps = {
  title: string;
  description: string;
  /** Its address within the page. */
  id?: string | undefined;
  width?: 'quarter' | 'third' | 'half' | 'full' | undefined;
  /** Stands beside the title: what is wrong. */
  badge?: ComponentChildren;
  links?: readonly PanelLink[];
  /** Absent where there is no table to be had instead. */
  table?: { shown: boolean; onChange: (shown: boolean) => void } | undefined;
  children: ComponentChildren;
};

/** Where a panel leads to, below a button that opens the list. */
function PanelLinks({ title, links }: { title: string; links: readonly PanelLink[] }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (menu.current) menu.current.open = false;
  };
  const leave = (event: FocusEvent) => {
    if (!(event.relatedTarget instanceof Node && menu.current?.contains(event.relatedTarget))) close();
  };
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    close();
    menu.current?.querySelector('summary')?.focus();
  };
  return (
    <details class="panel-menu" ref={menu} onFocusOut={leave} onKeyDown={closeByKey}>
      <summary aria-label={`${title}: more`}>⋯</summary>
      <ul class="panel-links">
        {links.map(({ label, href }) => (
          <li key={`${label} ${href}`}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A panel: what it is called, what to read from it, where it leads to, and what it shows. */
export function PanelFrame({ title, description, id, width, badge, links = [], table, children }: PanelFrameProps) {
  const heading = useId();
  return (
    <article class="panel" id={id} data-width={width ?? 'half'} aria-labelledby={heading}>
      <header class="panel-head">
        <h2 id={heading}>{title}</h2>
        {badge}
        <div class="panel-tools">
          {table !== undefined && (
            <button
              type="button"
              class="panel-toggle"
              aria-pressed={table.shown}
              aria-label={`${title} as a table`}
              onClick={() => table.onChange(!table.shown)}
            >
              Table
            </button>
          )}
          {links.length > 0 && <PanelLinks title={title} links={links} />}
        </div>
      </header>
      <p class="panel-description">{description}</p>
      {children}
    </article>
  );
}
