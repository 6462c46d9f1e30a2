import './badge.css';
import type { ComponentChildren } from 'preact';

/** What a badge or notice means; each tone has its own mark as well as its own colour. */
export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'info';

type BadgeProps = {
  tone?: Tone;
  /** Keeps the tone's mark but not its colour, for what is only worth knowing. */
  quiet?: boolean;
  children: ComponentChildren;
};

/** A short label with a coloured mark. */
export function Badge({ tone = 'neutral', quiet = false, children }: BadgeProps) {
  return <span class={`badge badge-${tone}${quiet ? ' badge-quiet' : ''}`}>{children}</span>;
}
