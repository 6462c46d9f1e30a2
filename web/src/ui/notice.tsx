import './notice.css';
import type { ComponentChildren } from 'preact';
import type { Tone } from './badge.tsx';

type NoticeProps = { tone: Tone; title?: string; children?: ComponentChildren };

/** A boxed message; a bad one interrupts a screen reader, the others wait until it is idle. */
export function Notice({ tone, title, children }: NoticeProps) {
  return (
    <div class={`notice notice-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {title && <p class="notice-title">{title}</p>}
      {children}
    </div>
  );
}
