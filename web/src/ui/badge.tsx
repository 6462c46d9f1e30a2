import './badge.css';
import type { ComponentChildren } from 'preact';

/** What a badge or notice means; each tone has its own mark as well as its own colour. */
export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'info';

/** A short label with a coloured mark. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ComponentChildren }) {
  return <span class={`badge badge-${tone}`}>{children}</span>;
}
