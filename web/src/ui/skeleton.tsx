import './skeleton.css';
import type { ComponentChildren } from 'preact';

/** A grey stand-in of a CSS width and height for something that is loading; hidden from assistive technology. */
export function Skeleton({ width = '100%', height = '1em' }: { width?: string; height?: string }) {
  return <span class="skeleton" aria-hidden="true" style={{ width, height }} />;
}

/** The one spoken word of a group of skeletons: wraps them and announces that the named thing is loading. */
export function Loading({ what, children }: { what: string; children: ComponentChildren }) {
  return (
    <div aria-busy="true">
      <p class="visually-hidden" role="status">{`Loading ${what}…`}</p>
      {children}
    </div>
  );
}
