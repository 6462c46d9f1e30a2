import './card.css';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

type CardProps = {
  title?: ComponentChildren;
  level?: 2 | 3;
  actions?: ComponentChildren;
  class?: string;
  children: ComponentChildren;
};

/** A bordered section; with a title it is a landmark named by that title, with optional actions beside it. */
export function Card({ title, level = 2, actions, class: more, children }: CardProps) {
  const id = useId();
  const name = more ? `card ${more}` : 'card';
  if (title === undefined) return <div class={name}>{children}</div>;
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section class={name} aria-labelledby={id}>
      <div class="card-head">
        <Heading id={id}>{title}</Heading>
        {actions}
      </div>
      {children}
    </section>
  );
}
